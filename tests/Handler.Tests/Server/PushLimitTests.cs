using System.Diagnostics.Metrics;
using Handler.Server.Push;
using Handler.Tests.Server.Push;
using Handler.Tests.Server.Transports;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server;

/// <summary>The limits of configs: each refuses in plain words, and is counted.</summary>
public sealed class PushLimitTests
{
    [Fact]
    public Task A_URL_that_is_too_long_is_refused_and_counted() => RefusedAsync(
        "url-length", push => push.MaxUrlLength = 40, $"https://hooks.example/{new string('x', 40)}", "at most 40 are allowed");

    [Fact]
    public Task A_token_that_is_too_long_is_refused_and_counted() => RefusedAsync(
        "secret-bytes", push => push.MaxSecretBytes = 8, "https://hooks.example/", "at most 8 are allowed", token: "123456789");

    [Fact]
    public Task More_configs_than_a_task_may_have_are_refused_and_counted() => RefusedAsync(
        "configs-per-task", push => push.MaxConfigsPerTask = 1, "https://hooks.example/", "as many as it may", before: 1);

    [Fact]
    public Task More_configs_than_an_owner_may_have_are_refused_and_counted() => RefusedAsync(
        "configs-per-owner", push => (push.MaxConfigsPerTask, push.MaxConfigsPerOwner) = (1, 1), "https://hooks.example/", "as many as you may", before: 1, onAnother: true);

    private static async Task RefusedAsync(
        string limit, Action<PushOptions> configure, string url, string words, string token = "t", int before = 0, bool onAnother = false)
    {
        using var meters = new MeterRig();
        await using var host = await AgentHost.StartAsync(prepare: services => services.AddSingleton<IMeterFactory>(meters), configurePush: configure);
        host.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which?", cancel);
        var id = await host.SendAsync();
        for (var i = 0; i < before; i++)
        {
            await host.ResultAsync("CreateTaskPushNotificationConfig", Config(id, url, token));
        }

        id = onAnother ? await host.SendAsync("another") : id;
        meters.Of("handler.push.limits").ShouldBeEmpty();
        (await host.ErrorAsync("CreateTaskPushNotificationConfig", Config(id, url, token))).Message.ShouldContain(words);
        meters.Of("handler.push.limits").ShouldBe([$"1 limit={limit}"]);
    }

    private static string Config(string task, string url, string token) => $$"""{"taskId":"{{task}}","url":"{{url}}","token":"{{token}}"}""";
}
