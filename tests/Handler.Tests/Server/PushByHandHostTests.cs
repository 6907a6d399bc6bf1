using Handler.Protocol;
using Handler.Server.Tasks;
using Handler.Tests.Server.Transports;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server;

/// <summary>Pushing by hand as a host registers it.</summary>
public sealed class PushByHandHostTests
{
    [Fact]
    public async Task An_executor_gets_its_run_by_its_constructor_and_the_options_hold()
    {
        await using var host = await AgentHost.StartAsync(configurePush: push => (push.Automatic, push.MaxWaitingPerConfig) = (false, 1));
        var outcomes = new List<DeliverOutcome>();
        host.Script.PushesByHand = true;
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            var config = (await host.Script.Pushes!.ListAsync(cancel)).Single();
            outcomes.Add(await host.Script.Pushes.DeliverAsync(config, StreamResponse.Of(task.Current), cancel));
            outcomes.Add(await host.Script.Pushes.DeliverAsync(config, StreamResponse.Of(task.Current), cancel));
            await task.CompleteAsync(cancel: cancel);
        };

        await host.ResultAsync("SendMessage", """
            {"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]},
             "configuration":{"taskPushNotificationConfig":{"id":"a","url":"https://hooks.example/"}}}
            """);

        outcomes.ShouldBe([DeliverOutcome.Queued, DeliverOutcome.Full]);
    }

    [Fact]
    public async Task An_agent_that_does_not_push_is_told_what_to_add()
    {
        await using var host = await AgentHost.StartAsync(push: false);
        host.Script.PushesByHand = true;

        await host.SendAsync();

        host.Log.Entries.ShouldContain(entry => entry.Exception is InvalidOperationException
            && entry.Exception.Message.Contains(".AddPushNotifications(push => push.Automatic = false)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sender_and_configs_of_a_scope_are_one()
    {
        await using var host = await AgentHost.StartAsync();
        await using var scope = host.Services.CreateAsyncScope();

        scope.ServiceProvider.GetRequiredService<IPushNotificationSender>()
            .ShouldBeSameAs(scope.ServiceProvider.GetRequiredService<IPushNotificationConfigs>());
    }
}
