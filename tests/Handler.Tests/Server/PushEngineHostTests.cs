using Handler.Protocol;
using Handler.Server;
using Handler.Server.Push;
using Handler.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Tests.Server;

/// <summary>The engine alone, as a host registers it.</summary>
public sealed class PushEngineHostTests
{
    [Fact]
    public async Task A_host_without_a_web_server_appends_and_keeps_configs()
    {
        using var host = Build(services => services.AddPushEngine(push => push.MaxConfigsPerTask = 1));
        await host.StartAsync();
        var push = host.Services.GetRequiredService<IPushNotifications>();

        await push.AppendAsync("t", StreamResponse.Of(new AgentTask { Id = "t", Status = new AgentTaskStatus { State = TaskState.Submitted } }));

        (await push.GetTaskAsync("t")).ShouldNotBeNull();
        host.Services.GetServices<IHostedService>().OfType<PushEngine>().ShouldHaveSingleItem();
        host.Services.GetRequiredService<ILaneStore>().ShouldBeSameAs(host.Services.GetRequiredService<IAgentStore>());
        await host.StopAsync();
    }

    [Fact]
    public async Task Pushing_by_hand_alone_is_refused_at_the_start()
    {
        using var host = Build(services => services.AddPushEngine(push => push.Automatic = false));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Message.ShouldContain("PushOptions.Automatic is false");
    }

    [Fact]
    public void An_agent_and_the_engine_alone_are_not_in_one_host()
    {
        Should.Throw<InvalidOperationException>(() => Build(services =>
        {
            services.AddA2AAgent<ScriptedAgent>(Cards.Plain);
            services.AddPushEngine();
        })).Message.ShouldContain("not both");
        Should.Throw<InvalidOperationException>(() => Build(services =>
        {
            services.AddPushEngine();
            services.AddA2AAgent<ScriptedAgent>(Cards.Plain);
        })).Message.ShouldContain("not both");
    }

    private static IHost Build(Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        add(builder.Services);
        return builder.Build();
    }
}
