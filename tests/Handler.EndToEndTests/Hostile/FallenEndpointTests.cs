using Handler.EndToEndTests.Push;
using Handler.TestKit;
using Handler.TestKit.History;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.Hostile;

/// <summary>Number 13: an endpoint that is down, with many lanes before it: it is probed now and then and not beset; when it is back, all comes in order.</summary>
public sealed class FallenEndpointTests
{
    private const int Tasks = 30;
    private const int Places = 8;
    private const int BreakerFailures = 20;
    private const string Name = "webhook";
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_endpoint_that_is_down_is_probed_one_at_a_time_and_gets_everything_in_order_when_it_is_back()
    {
        var recorder = new HistoryRecorder();
        await using var hook = TestWebhook.Start();
        recorder.Watch(Name, hook, _ => WebhookAnswer.Of(503));
        await using var agent = await StartAsync(AgentFlaw.None);
        var began = TimeProvider.System.GetTimestamp();
        var tasks = await BeginAsync(agent, hook, recorder);

        (await BesiegesAsync(hook, began, patience: 1)).ShouldBeNull();
        recorder.Watch(Name, hook);

        foreach (var task in tasks)
        {
            await recorder.EndsAsync(Name, task, () => agent.Story);
        }

        HistoryChecker.Check(recorder.ToHistory() with { Committed = agent.Committed }).ShouldBeEmpty(agent.Story);
    }

    [Fact]
    public async Task An_agent_that_never_rests_is_found()
    {
        var recorder = new HistoryRecorder();
        await using var hook = TestWebhook.Start();
        recorder.Watch(Name, hook, _ => WebhookAnswer.Of(503));
        await using var agent = await StartAsync(AgentFlaw.NeverRests);
        var began = TimeProvider.System.GetTimestamp();
        await BeginAsync(agent, hook, recorder);

        (await BesiegesAsync(hook, began, patience: 10)).ShouldNotBeNull();
    }

    private static Task<BesiegedAgent> StartAsync(AgentFlaw flaw) =>
        BesiegedAgent.StartAsync(new() { Flaw = flaw, MaxInFlight = Places, GateHold = (int)Hold.TotalMilliseconds });

    private static async Task<IReadOnlyList<string>> BeginAsync(BesiegedAgent agent, TestWebhook hook, HistoryRecorder recorder)
    {
        var tasks = new List<string>();
        for (var i = 0; i < Tasks; i++)
        {
            tasks.Add(await agent.BeginAsync(hook.Url.ToString()));
            recorder.Subscribed(tasks[i], Name);
        }

        return tasks;
    }

    /// <summary>
    /// Says so when more came while it was down than opened the breaker, was in flight beside that, and a probe for each hold of the time that passed.
    /// Looked at for five holds, <paramref name="patience"/> times that where more is expected.
    /// </summary>
    private static async Task<string?> BesiegesAsync(TestWebhook hook, long began, int patience)
    {
        await hook.WaitForAsync(BreakerFailures);
        for (var looks = 0; looks < 5 * 20 * patience; looks++)
        {
            await Task.Delay(Hold / 20);

            // Counted before the clock is read: whatever holds this process up makes the bound wider.
            var came = hook.Arrivals.Count;
            var passed = TimeProvider.System.GetElapsedTime(began);
            if (came > BreakerFailures + Places + (passed / Hold) + 1)
            {
                return $"{came} requests came in {passed}.\n{string.Join('\n', hook.Arrivals.Select(arrival => $"{arrival.At:ss.fff} {arrival.Id} {arrival.Attempt}"))}";
            }
        }

        return null;
    }
}
