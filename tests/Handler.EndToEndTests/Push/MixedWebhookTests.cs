using Handler.Client;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Push;

/// <summary>Issue 3: 100 tasks at once, each told to a webhook that is healthy, to one that answers 503 to every third request and to one that hangs.</summary>
public sealed class MixedWebhookTests
{
    private const int Tasks = 100;
    private const string Healthy = "healthy";
    private const string Flaky = "flaky";
    private const string Hanging = "hanging";

    [Fact]
    public async Task Healthy_and_flaky_webhooks_are_told_everything_while_the_hanging_one_still_hangs()
    {
        await using var healthy = TestWebhook.Start();
        await using var flaky = TestWebhook.Start();
        await using var hanging = TestWebhook.Start();
        var recorder = new HistoryRecorder();
        recorder.Watch(Healthy, healthy);
        recorder.Watch(Flaky, flaky, arrival => arrival.Number % 3 == 0 ? WebhookAnswer.Of(503) : WebhookAnswer.Ok);
        recorder.Watch(Hanging, hanging, _ => WebhookAnswer.Silence);

        // Attempts that outlast the test: none that hangs may have been given up when the others are done.
        await using var agent = await WitnessedAgentProcess.StartAsync(steps: 3, TimeSpan.FromMilliseconds(50), attemptTimeout: TimeSpan.FromHours(1));
        var tasks = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(_ => BeginAsync(agent.Client, recorder, [(Hanging, hanging), (Healthy, healthy), (Flaky, flaky)])));

        await Eventually.HoldsAsync(
            () => Ends(recorder) == 2 * Tasks, () => $"{Ends(recorder)} ends of {2 * Tasks} were told.\n{agent.Story}");

        hanging.InFlight.ShouldBeGreaterThan(0);
        hanging.InFlight.ShouldBe(hanging.Arrivals.Count, "An attempt that hangs was given up; it is not what the others waited for, if this holds.");
        var history = recorder.ToHistory() with { Committed = agent.Committed };
        HistoryChecker.Check(history).ShouldBeEmpty(agent.Story);
        foreach (var task in tasks)
        {
            var there = Told.Write(await agent.Client.GetTaskAsync(task));
            Told.Write(history.Fold(Healthy, task)).ShouldBe(there);
            Told.Write(history.Fold(Flaky, task)).ShouldBe(there);
        }
    }

    private static async Task<string> BeginAsync(A2AClient client, HistoryRecorder recorder, (string Name, TestWebhook Webhook)[] webhooks)
    {
        var inline = new TaskPushNotificationConfig { Id = webhooks[0].Name, Url = webhooks[0].Webhook.Url.ToString() };
        var answer = await client.SendTextAsync("work", configuration: new() { ReturnImmediately = true, TaskPushNotificationConfig = inline });
        var task = answer.Task!.Id;
        foreach (var (name, webhook) in webhooks[1..])
        {
            await client.SetPushConfigAsync(task, webhook.Url.ToString(), configId: name);
            recorder.Subscribed(task, name, isFromStart: false);
        }

        return task;
    }

    private static int Ends(HistoryRecorder recorder) =>
        recorder.ToHistory().Arrivals.Where(arrival => arrival.IsAccepted && Told.IsEnd(arrival)).Select(arrival => (arrival.TaskId, arrival.Webhook)).Distinct().Count();
}
