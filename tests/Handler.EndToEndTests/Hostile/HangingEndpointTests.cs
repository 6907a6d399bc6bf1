using Handler.EndToEndTests.Processes;
using Handler.EndToEndTests.Push;
using Handler.TestKit;
using Handler.TestKit.History;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.Hostile;

/// <summary>
/// Number 6: some of the webhooks hang, each in one of five ways: it accepts and says nothing, its port drops what asks for a connection, its handshake stalls, its
/// name is not answered, its headers come one byte at a time. The agent is killed and started again, so that it meets them all at once. The healthy ones are told
/// everything while the others still hang.
/// </summary>
public sealed class HangingEndpointTests
{
    private const int Tasks = 60;
    private const string Healthy = "healthy";

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    public async Task Healthy_webhooks_are_told_everything_while_the_others_hang(int percent)
    {
        var recorder = new HistoryRecorder();
        await using var healthy = TestWebhook.Start();
        await using var hanging = HostileWebhook.Start();
        await using var stalling = HostileWebhook.Start();
        using var dropping = await SilentPort.StartAsync();
        recorder.Watch(Healthy, healthy);
        hanging.AnswerOtherwise(arrival => arrival.Path == "/drip" ? HostileAnswer.Drip(HostileManner.DripHeaders, TimeSpan.FromMilliseconds(100)) : WebhookAnswer.Silence);
        stalling.DoorOtherwise(HostileDoor.Silent);
        string[] ways =
        [
            hanging.UrlOf("/silent", "here.{0}.test"), $"http://here.{{0}}.test:{dropping.Port}/", stalling.UrlOf("/", "here.{0}.test", "https"),
            hanging.UrlOf("/", "never.{0}.test"), hanging.UrlOf("/drip", "here.{0}.test"),
        ];

        // No attempt that hangs ends by itself before the test does.
        const int Hour = 3_600_000;
        await using var agent = await BesiegedAgent.StartAsync(new() { AttemptTimeout = Hour, ConnectTimeout = Hour });
        var bad = Math.Max(Tasks * percent / 100, 1);
        var tasks = new List<string>();
        for (var i = 0; i < Tasks; i++)
        {
            var isBad = i * bad / Tasks != (i + 1) * bad / Tasks;
            var task = await agent.BeginAsync(isBad ? string.Format(ways[i % ways.Length], i) : healthy.Url.ToString());
            if (!isBad)
            {
                tasks.Add(task);
                recorder.Subscribed(task, Healthy);
            }
        }

        await agent.KillAsync();
        await Eventually.HoldsAsync(() => healthy.InFlight == 0 && hanging.InFlight == 0, () => "Requests of a dead agent do not end.");
        recorder.Interrupted(InterruptionKind.Kill);
        var (before, hungUp) = (hanging.Arrivals.Count, hanging.HungUp);
        await agent.StartAsync();

        foreach (var task in tasks)
        {
            await recorder.EndsAsync(Healthy, task, () => agent.Story);
        }

        (tasks.Count + bad).ShouldBe(Tasks);
        hanging.InFlight.ShouldBe(hanging.Arrivals.Count - before, "An attempt that hung was given up; the others may have waited for that.");
        hanging.HungUp.ShouldBe(hungUp);
        HistoryChecker.Check(recorder.ToHistory() with { Committed = agent.Committed }).ShouldBeEmpty(agent.Story);
    }

    [Fact]
    public async Task An_agent_whose_places_are_all_taken_by_those_that_hang_is_found()
    {
        var recorder = new HistoryRecorder();
        await using var healthy = TestWebhook.Start();
        await using var hanging = HostileWebhook.Start();
        recorder.Watch(Healthy, healthy);
        hanging.AnswerOtherwise(WebhookAnswer.Silence);
        const int Hour = 3_600_000;
        await using var agent = await BesiegedAgent.StartAsync(new() { AttemptTimeout = Hour, ConnectTimeout = Hour, Flaw = AgentFlaw.FewPlaces });
        for (var i = 0; i < AgentFlawExtensions.Places; i++)
        {
            await agent.BeginAsync(hanging.UrlOf("/", $"here.{i}.test"));
        }

        await hanging.WaitForAsync(AgentFlawExtensions.Places);
        var task = await agent.BeginAsync(healthy.Url.ToString());
        await agent.EndsAsync(task);

        // All that could be sent is in flight, so what has not come by now does not come.
        await agent.HealthAsync(task, health => health.Waiting > 0 && health.Attempts == 0);
        recorder.Subscribed(task, Healthy);
        HistoryChecker.Check(recorder.ToHistory() with { Committed = agent.Committed }).ShouldContain(violation => violation.Rule == HistoryRule.Delivered);
    }
}
