using Handler.Server;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Server.Storage.Memory;
using Handler.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Tests.Server.Push;

public sealed class PushHealthTests
{
    private readonly ManualClock _clock = new();
    private readonly PushPulse _pulse = new();
    private readonly FaultyLaneStore _store;

    public PushHealthTests() => _store = new FaultyLaneStore(new MemoryAgentStore(_clock, new Doorbell()));

    [Fact]
    public async Task Live_is_whether_the_engine_runs()
    {
        (await LiveAsync()).Status.ShouldBe(HealthStatus.Unhealthy);

        using (_pulse.Begin(1))
        {
            (await LiveAsync()).Status.ShouldBe(HealthStatus.Healthy);
        }

        (await LiveAsync()).Description.ShouldNotBeNull().ShouldContain("does not run");
    }

    [Fact]
    public async Task Ready_is_whether_results_can_be_written()
    {
        (await ReadyAsync()).Status.ShouldBe(HealthStatus.Unhealthy);
        using var running = _pulse.Begin((await _store.OwnAsync(default)).Epoch);

        (await ReadyAsync()).Status.ShouldBe(HealthStatus.Healthy);
        _pulse.IsRefused = true;
        (await ReadyAsync()).Description.ShouldNotBeNull().ShouldContain("refuses results");
        _pulse.IsRefused = false;
        (await ReadyAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_store_that_refuses_to_write_is_not_ready()
    {
        using var running = _pulse.Begin((await _store.OwnAsync(default)).Epoch);
        _store.RefusesResults = true;

        var told = await ReadyAsync();

        (told.Status, told.Description!.StartsWith("The store cannot be written: ", StringComparison.Ordinal)).ShouldBe((HealthStatus.Unhealthy, true));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_not_ready()
    {
        using var running = _pulse.Begin((await _store.OwnAsync(default)).Epoch);
        _store.HoldsResults = new TaskCompletionSource();

        var asking = ReadyAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));

        (await asking).Description.ShouldBe("The store has not answered within 5 s.");
    }

    [Fact]
    public async Task A_store_that_another_process_has_taken_over_is_not_ready()
    {
        using var running = _pulse.Begin(epoch: 99);

        var told = await ReadyAsync();

        (told.Status, told.Description!.Contains("taken over", StringComparison.Ordinal)).ShouldBe((HealthStatus.Unhealthy, true));
    }

    [Fact]
    public async Task An_agent_registers_three_checks_under_their_tags_and_is_live_and_ready_once_it_runs()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddPushEngine();
        builder.Services.AddHealthChecks().AddPushHealthChecks(options => options.MaxLag = TimeSpan.FromMinutes(1));
        using var host = builder.Build();
        var checks = host.Services.GetRequiredService<HealthCheckService>();

        (await checks.CheckHealthAsync(check => check.Tags.Contains("live"))).Status.ShouldBe(HealthStatus.Unhealthy);
        await host.StartAsync();
        await Eventually(async () => (await checks.CheckHealthAsync()).Status == HealthStatus.Healthy);

        (await checks.CheckHealthAsync()).Entries.Keys.ShouldBe(["push-live", "push-ready", "push-lag"], ignoreOrder: true);
        await host.StopAsync();
        (await checks.CheckHealthAsync(check => check.Tags.Contains("live"))).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Yield();
        }
    }

    private Task<HealthCheckResult> LiveAsync() => new PushLiveCheck(_pulse).CheckHealthAsync(Context());

    private Task<HealthCheckResult> ReadyAsync() =>
        new PushReadyCheck(_store, _pulse, Options.Create(new PushHealthOptions()), _clock).CheckHealthAsync(Context());

    private static HealthCheckContext Context() =>
        new() { Registration = new HealthCheckRegistration("push", _ => throw new InvalidOperationException(), HealthStatus.Unhealthy, []) };
}
