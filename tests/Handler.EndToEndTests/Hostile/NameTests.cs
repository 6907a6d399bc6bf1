using System.Net;
using Handler.EndToEndTests.Push;
using Handler.TestKit;
using Handler.TestKit.History;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.Hostile;

/// <summary>
/// Number 10: names that answer one address first and another later, several at once, slowly, or not at all. 127.0.0.1 stands for what is public, 127.0.0.2 for
/// what is not; a webhook listens on both, and the second must never see a connection.
/// </summary>
public sealed class NameTests
{
    private const string Healthy = "healthy";

    // One that was dialled and five refusals come before a death; whoever tries more has not refused.
    private const int MostAttempts = 10;

    [Fact]
    public async Task Forbidden_addresses_are_not_dialled_whatever_a_name_answers() => (await RunAsync(AgentFlaw.None)).ShouldBeEmpty();

    [Fact]
    public async Task An_agent_that_dials_what_a_name_says_is_found() =>
        (await RunAsync(AgentFlaw.DialsAnything)).ShouldContain(fault => fault.Contains("connections to 127.0.0.2"));

    private static async Task<IReadOnlyList<string>> RunAsync(AgentFlaw flaw)
    {
        var recorder = new HistoryRecorder();
        await using var open = HostileWebhook.Start();
        await using var inner = HostileWebhook.Start(new IPEndPoint(IPAddress.Parse("127.0.0.2"), open.Port));
        await using var agent = await BesiegedAgent.StartAsync(new() { Flaw = flaw, ConnectTimeout = 10_000 });

        recorder.Watch(arrival => arrival.Path[1..], open, arrival => arrival.Path == "/healthy" ? WebhookAnswer.Ok : WebhookAnswer.Break);
        var never = await agent.BeginAsync(open.UrlOf("/never", "never.a.test"));
        var late = await agent.BeginAsync(open.UrlOf("/late", "late-300.a.test"));
        var nobody = await agent.BeginAsync(open.UrlOf("/nobody", "nobody.a.test"));
        string[] traps =
        [
            await agent.BeginAsync(open.UrlOf("/trap", "there.a.test")),
            await agent.BeginAsync(open.UrlOf("/trap", "here-and-there.a.test")),
            await agent.BeginAsync(open.UrlOf("/trap", "here-then-there.a.test")),
        ];
        var healthy = await agent.BeginAsync(open.UrlOf("/healthy", "here.a.test"));
        await recorder.EndsAsync(Healthy, healthy, () => agent.Story);
        foreach (var trap in traps)
        {
            await agent.HealthAsync(trap, health => health.Dead > 0 || health.LastDelivered is not null || health.Attempts > MostAttempts);
        }

        var outcomes = new List<string>
        {
            $"never: {(await agent.HealthAsync(never, health => health.Attempts >= 1)).LastFailure!.Outcome}",
            $"nobody: {(await agent.HealthAsync(nobody, health => health.Attempts >= 1)).LastFailure!.Outcome}",
            $"late: {(await agent.HealthAsync(late, health => health.Attempts >= 1)).LastFailure!.Outcome}",
        };
        return [.. Expect(["never: not-connected", "nobody: name-not-resolved", "late: connection-broken"], outcomes),
            .. inner.Connections == 0 ? (string[])[] : [$"{inner.Connections} connections to 127.0.0.2"]];
    }

    private static IEnumerable<string> Expect(string[] expected, List<string> outcomes) =>
        outcomes.Zip(expected).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First} and not {pair.Second}");
}
