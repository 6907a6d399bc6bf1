using System.Text.Json.Nodes;
using Handler.EndToEndTests.Configs;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.TestKit;

namespace Handler.EndToEndTests.Dialects;

/// <summary>
/// Issue 5: a client written against each dialect sees its own shapes only, whatever dialect made the task, registered its webhook or finished it; the webhook
/// gets the bodies of the dialect that registered it.
/// </summary>
public sealed class CrossDialectTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private static readonly string[] Names = ["1.0", "0.3", "legacy"];

    public static TheoryData<string, string, string> Everybody
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var maker in Names)
            {
                foreach (var registrar in Names)
                {
                    foreach (var finisher in Names)
                    {
                        data.Add(maker, registrar, finisher);
                    }
                }
            }

            return data;
        }
    }

    private RawCaller Raw => fixture.Raw;

    private HandlerAgent Agent => fixture.Agent;

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Each_client_sees_its_own_shapes_whoever_made_registered_and_finished(string maker, string registrar, string finisher)
    {
        await using var webhook = TestWebhook.Start();
        var (made, registered, finished) = (Dialect.Of(maker), Dialect.Of(registrar), Dialect.Of(finisher));

        var task = await made.SendAsync(Raw, "steps 1 every 20ms ask");
        await Agent.WaitForAsync(task, found => found.Status.State.IsInterrupted);
        await ShouldBeReadAsync(task, made, "input-required");
        await registered.SetAsync(Raw, task, "mine", webhook.Url);
        (await finished.SendAsync(Raw, "steps 1 every 20ms", task)).ShouldBe(task);
        await registered.EndedAsync(webhook, Agent);

        await ShouldBeReadAsync(task, made, "completed");
        foreach (var reader in Dialect.All)
        {
            await reader.ShouldListAsync(Raw, task, "mine", webhook.Url);
        }

        ShouldBeTold(registered, webhook, task);
    }

    /// <summary>By every dialect; legacy names no version, and is told in 0.3 of a task that it did not make.</summary>
    private async Task ShouldBeReadAsync(string task, Dialect maker, string state)
    {
        foreach (var reader in Dialect.All)
        {
            var toldAs = reader == Dialect.Legacy && maker != Dialect.Legacy ? Dialect.V03 : reader;
            DialectShape.StateOf(await reader.GetAsync(Raw, task, toldAs)).ShouldBe(state);
        }

        var listed = (await Raw.ResultAsync("tasks/list", "{}")).AsArray().Single(entry => (string?)entry!["id"] == task)!;
        DialectShape.ShouldBeOf(Dialect.Legacy, listed);
    }

    private static void ShouldBeTold(Dialect registered, TestWebhook webhook, string task)
    {
        var told = registered.Told(webhook);
        if (registered == Dialect.V03)
        {
            // The last event of each commit is told, and how many events go into one is a matter of time.
            told.Distinct().ShouldBe(["task input-required", "task working", "task completed"]);
            webhook.Arrivals.Select(ArtifactsIn).ShouldBeInOrder();
            (ArtifactsIn(webhook.Arrivals[0]), ArtifactsIn(webhook.Arrivals[^1])).ShouldBe((1, 2));
        }
        else
        {
            var first = registered == Dialect.V1 ? "task input-required" : "status input-required";
            told.ShouldBe([first, "status working", "artifact", "status completed"]);
        }

        ShouldComeInOrder(registered, webhook.Arrivals, task);
    }

    private static void ShouldComeInOrder(Dialect registered, IReadOnlyList<WebhookArrival> arrivals, string task)
    {
        string? previous = null;
        foreach (var arrival in arrivals)
        {
            DialectShape.ShouldBeOf(registered, JsonNode.Parse(arrival.Text)!);
            arrival.Text.ShouldContain($"\"{task}\"");
            arrival["Content-Type"].ShouldBe(registered.ContentType);
            arrival["A2A-Version"].ShouldBe(registered.VersionHeader);
            arrival[WebhookHeaders.EventPrevious].ShouldBe(previous);
            previous = arrival[WebhookHeaders.EventSequence];
        }
    }

    private static int ArtifactsIn(WebhookArrival arrival) => JsonNode.Parse(arrival.Text)!["artifacts"]!.AsArray().Count;
}
