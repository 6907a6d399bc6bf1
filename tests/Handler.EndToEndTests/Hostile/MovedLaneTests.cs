using Handler.Client;
using Handler.Protocol.Webhooks;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Hostile;

/// <summary>Number 14: a config gets another URL and another secret while its retries run: what waits goes to the new gate, under the new secret, from where it stood.</summary>
public sealed class MovedLaneTests
{
    private const string New = "new";

    [Fact]
    public async Task A_lane_that_moves_while_it_waits_goes_on_where_it_stood_at_the_new_address_under_the_new_secret() =>
        (await RunAsync(moves: true)).ShouldBeEmpty();

    [Fact]
    public async Task A_lane_that_does_not_move_is_found() => (await RunAsync(moves: false)).ShouldBe(["The new address was told nothing."]);

    private static async Task<IReadOnlyList<string>> RunAsync(bool moves)
    {
        var recorder = new HistoryRecorder();
        await using var before = TestWebhook.Start();
        await using var after = TestWebhook.Start();
        before.AnswerOtherwise(WebhookAnswer.Of(503));
        recorder.Watch(New, after);
        await using var agent = await BesiegedAgent.StartAsync(new());
        var task = await agent.BeginAsync(before.Url.ToString(), token: "old");
        await agent.HealthAsync(task, health => health.Attempts >= 2);
        await agent.EndsAsync(task);
        if (moves)
        {
            await agent.Client.SetPushConfigAsync(task, after.Url.ToString(), token: New, configId: A2AClient.DefaultPushConfigId);
        }

        var answeredAt = TimeProvider.System.GetUtcNow();
        await agent.HealthAsync(task, health => health.Waiting == 0 || (!moves && health.Attempts >= 5));
        return [.. Faults(before, after, answeredAt), .. HistoryChecker.Check(recorder.ToHistory()).Select(violation => $"{violation}")];
    }

    private static IEnumerable<string> Faults(TestWebhook before, TestWebhook after, DateTimeOffset answeredAt)
    {
        if (after.Arrivals.Count == 0)
        {
            yield return "The new address was told nothing.";
            yield break;
        }

        if (after.Arrivals[0].Id != before.Arrivals[^1].Id)
        {
            yield return $"The lane stood at {before.Arrivals[^1].Id} and goes on with {after.Arrivals[0].Id}.";
        }

        foreach (var arrival in before.Arrivals.Where(arrival => long.Parse(arrival[WebhookHeaders.Timestamp]!) > answeredAt.ToUnixTimeSeconds()))
        {
            yield return $"{arrival.Id} was sent to the old address after the change had been answered.";
        }

        foreach (var arrival in after.Arrivals.Where(arrival => arrival[WebhookHeaders.NotificationToken] != New))
        {
            yield return $"{arrival.Id} came with the token {arrival[WebhookHeaders.NotificationToken]}.";
        }
    }
}
