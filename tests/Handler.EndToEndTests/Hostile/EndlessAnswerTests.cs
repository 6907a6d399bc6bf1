using Handler.EndToEndTests.AgentHost;
using Handler.TestKit;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.Hostile;

/// <summary>
/// Number 8: answers without end, in time or in bytes. The deadline holds over all of the exchange, and a heap of 128 MB is enough, whatever is
/// poured into it.
/// </summary>
public sealed class EndlessAnswerTests
{
    private const long Megabyte = 1024 * 1024;
    private static readonly TimeSpan Drop = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Answers_without_end_are_left_at_the_limit_and_at_the_deadline() => (await RunAsync(AgentFlaw.None, mostDrips: 3000)).ShouldBeEmpty();

    [Fact]
    public async Task An_agent_that_reads_all_that_comes_is_found()
    {
        var faults = await RunAsync(AgentFlaw.ReadsEverything, mostDrips: 100);

        // All but the one that comes to no body.
        faults.Count(fault => fault.Contains("without end were endured")).ShouldBe(Webhooks(1).Count() - 1);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(AgentFlaw flaw, int mostDrips)
    {
        var settings = new BesiegedAgentSettings { Flaw = flaw, AttemptTimeout = 1000, ConnectTimeout = 1000 };
        await using var agent = await BesiegedAgent.StartAsync(settings, new() { ["DOTNET_GCHeapHardLimit"] = $"0x{128 * Megabyte:x}" });
        return await agent.EndureAsync([.. Webhooks(mostDrips)]);
    }

    private static IEnumerable<IllWebhook> Webhooks(int mostDrips) =>
        from row in ((WebhookAnswer Answer, string Outcome)[])
        [
            (HostileAnswer.Drip(HostileManner.DripHeaders, Drop), "deadline-exceeded"),
            (HostileAnswer.Drip(HostileManner.DripBody, Drop, 500), "answered"),
            (HostileAnswer.Drip(HostileManner.DripBody, Drop, 200), IllWebhook.Delivered),
            (HostileAnswer.Of(HostileManner.EndlessHeaders), "answer-invalid"),
            (HostileAnswer.Of(HostileManner.EndlessChunks, 500), "answered"),
            (HostileAnswer.Of(HostileManner.EndlessChunks, 200), IllWebhook.Delivered),
            (HostileAnswer.Of(HostileManner.TenGigabytes, 500), "answered"),
            (HostileAnswer.Of(HostileManner.TenGigabytes, 200), IllWebhook.Delivered),
            (HostileAnswer.Of(HostileManner.EndlessUntilClose, 500), "answered"),
        ]

        // Above what the system itself holds between two processes.
        select IllWebhook.Answering(row.Answer, row.Outcome, mostBytes: 64 * Megabyte, mostDrips);
}
