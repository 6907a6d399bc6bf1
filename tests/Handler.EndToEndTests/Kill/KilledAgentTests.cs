using Handler.EndToEndTests.Processes;
using Handler.EndToEndTests.Push;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Kill;

/// <summary>Issue 3: kill -9 of <c>handler server agent --data FILE</c> while its webhook is down.</summary>
public sealed class KilledAgentTests
{
    private const string Webhook = "webhook";

    [Fact]
    public async Task Agent_killed_while_its_webhook_is_down_delivers_everything_in_order_and_once()
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 3, "200ms");
        using var port = new ReservedPort();
        var task = await agent.BeginAsync(new Uri($"http://127.0.0.1:{port.Number}/webhook"));
        await agent.WaitForAsync(task, found => found.Artifacts is { Count: 1 });

        await agent.KillAsync();
        await agent.StartAsync();
        var ended = await agent.WaitForEndAsync(task);
        await agent.KillAsync();
        await agent.StartAsync();
        var recorder = new HistoryRecorder();
        await using var webhook = TestWebhook.Start(port: port.Release());
        recorder.Watch(Webhook, webhook);
        await recorder.EndsAsync(Webhook, task, () => agent.Story);

        var history = recorder.ToHistory();
        HistoryChecker.Check(history).ShouldBeEmpty(agent.Story);
        history.Arrivals.Select(arrival => arrival.Key).ShouldBe(
            [
                "task submitted",
                "status working: Step 1 of 3", "artifact turn-1-step-1: Result of step 1 of 3",
                "status working: Step 2 of 3", "artifact turn-1-step-2: Result of step 2 of 3",
                "status working: Step 3 of 3", "artifact turn-1-step-3: Result of step 3 of 3",
                "status completed: Task finished successfully",
            ]);
        Told.Write(history.Fold(Webhook, task)).ShouldBe(Told.Write(ended));
    }

    [Fact]
    public async Task Agent_asked_to_stop_under_load_loses_nothing_and_repeats_nothing_that_was_answered()
    {
        await using var run = new RandomKillRun(seed: 1, InterruptionKind.Stop);

        var history = await run.RunAsync(interruptions: 3);

        HistoryChecker.Check(history).ShouldBeEmpty(run.Story);
        (await run.DifferencesAsync(history)).ShouldBeEmpty(run.Story);
    }
}
