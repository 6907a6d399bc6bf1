using Handler.EndToEndTests.Push;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Hostile;

/// <summary>
/// Number 5: configs that are made, replaced and deleted by several callers at once while their task commits as fast as it can. Who is there to the end has
/// all from its snapshot on; who was deleted gets nothing after the answer.
/// </summary>
public sealed class ConfigRaceTests
{
    private const int Callers = 4;
    private const int Rounds = 8;

    [Fact]
    public async Task Configs_made_replaced_and_deleted_by_many_against_commits_lose_nothing_and_get_nothing_after_the_answer()
    {
        var (history, kept, ended, story) = await RunAsync();

        HistoryChecker.Check(history).ShouldBeEmpty(story);
        kept.ShouldAllBe(webhook => Told.Write(history.Fold(webhook, history.Arrivals[0].TaskId)) == ended);

        // The control: the same history, falsified as each defect would have it.
        foreach (var tampering in Enum.GetValues<HistoryTampering>())
        {
            HistoryChecker.Check(tampering.ApplyTo(history)).Select(violation => violation.Rule).ShouldContain(tampering.BreaksRule, $"{tampering}");
        }
    }

    private static async Task<(DeliveryHistory History, IReadOnlyList<string> Kept, string Ended, string Story)> RunAsync()
    {
        var recorder = new HistoryRecorder();
        await using var webhook = TestWebhook.Start();
        recorder.Watch(arrival => arrival.Path, webhook);
        await using var agent = await BesiegedAgent.StartAsync(new() { Steps = 100, Interval = 2 });
        var task = await agent.BeginAsync(new Uri(webhook.Url, "/first").ToString());
        recorder.Subscribed(task, "/first");
        var kept = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => RaceAsync(agent, recorder, webhook, task, caller)));
        string[] all = ["/first", .. kept.SelectMany(of => of)];
        foreach (var path in all)
        {
            await recorder.EndsAsync(path, task, () => agent.Story);
        }

        await agent.EndsAsync(task);
        return (recorder.ToHistory() with { Committed = agent.Committed }, all, Told.Write(await agent.Client.GetTaskAsync(task)), agent.Story);
    }

    private static async Task<IReadOnlyList<string>> RaceAsync(BesiegedAgent agent, HistoryRecorder recorder, TestWebhook webhook, string task, int caller)
    {
        using var client = agent.Connect();
        var kept = new List<string>();
        for (var i = 0; i < Rounds; i++)
        {
            var (keep, drop) = ($"/keep/{caller}/{i}", $"/drop/{caller}/{i}");
            await SetAsync(keep, token: null);
            await SetAsync(drop, token: null);
            await recorder.ReplaceAsync(task, keep, () => SetAsync(keep, "another"));
            await client.DeleteTaskPushNotificationConfigAsync(task, drop[1..]);
            recorder.Deleted(task, drop);
            kept.Add(keep);
        }

        return kept;

        Task SetAsync(string path, string? token) => client.SetPushConfigAsync(task, new Uri(webhook.Url, path).ToString(), token, configId: path[1..]);
    }
}
