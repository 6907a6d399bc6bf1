using System.Text.Json.Nodes;
using Handler.EndToEndTests.Configs;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.TestKit;

namespace Handler.EndToEndTests.Dialects;

/// <summary>Issue 5: what dialect a task and a webhook are of, and what a webhook of 0.3 was to be shown, outlives kill -9.</summary>
public sealed class RestartTests
{
    [Theory]
    [InlineData("1.0")]
    [InlineData("0.3")]
    [InlineData("legacy")]
    public async Task Webhooks_of_all_dialects_get_what_was_committed_before_the_agent_was_killed(string maker)
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "20ms");
        using var raw = new RawCaller(agent);
        using var port = new ReservedPort();
        var made = Dialect.Of(maker);
        var task = await made.SendAsync(raw, "steps 1 every 20ms ask");
        await agent.WaitForAsync(task, found => found.Status.State.IsInterrupted);
        foreach (var registrar in Dialect.All)
        {
            await registrar.SetAsync(raw, task, registrar.Name, new Uri($"http://127.0.0.1:{port.Number}/{registrar.Name}"));
        }

        await made.SendAsync(raw, "steps 1 every 20ms", task);
        await agent.WaitForEndAsync(task);
        await agent.KillAsync();
        await agent.StartAsync();
        await using var webhook = TestWebhook.Start(port: port.Release());
        foreach (var registrar in Dialect.All)
        {
            await registrar.EndedAsync(webhook, agent, $"/{registrar.Name}");
        }

        var toldAs = made == Dialect.Legacy ? Dialect.Legacy : Dialect.V03;
        DialectShape.StateOf(await Dialect.Legacy.GetAsync(raw, task, toldAs)).ShouldBe("completed");
        Dialect.V1.Told(webhook, "/1.0").ShouldBe(["task input-required", "status working", "artifact", "status completed"]);
        Dialect.Legacy.Told(webhook, "/legacy").ShouldBe(["status input-required", "status working", "artifact", "status completed"]);
        var whole = Dialect.At(webhook, "/0.3");
        Dialect.V03.Told(webhook, "/0.3").Distinct().ShouldBe(["task input-required", "task working", "task completed"]);
        // As of each event, and not as the task stands now that they are sent.
        ArtifactsIn(whole[0]).ShouldBe(1);
        ArtifactsIn(whole[1]).ShouldBe(1);
        ArtifactsIn(whole[^1]).ShouldBe(2);
        foreach (var registrar in Dialect.All)
        {
            var arrivals = Dialect.At(webhook, $"/{registrar.Name}");
            arrivals.ShouldAllBe(arrival => arrival["Content-Type"] == registrar.ContentType && arrival["A2A-Version"] == registrar.VersionHeader);
            arrivals.Skip(1).Select(arrival => arrival[WebhookHeaders.EventPrevious]).ShouldBe(arrivals.SkipLast(1).Select(arrival => arrival[WebhookHeaders.EventSequence]));
        }
    }

    private static int ArtifactsIn(WebhookArrival arrival) => JsonNode.Parse(arrival.Text)!["artifacts"]!.AsArray().Count;
}
