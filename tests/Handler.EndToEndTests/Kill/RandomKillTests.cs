using Handler.EndToEndTests.Processes;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Kill;

/// <summary>delivery.md section 6, number 1: whatever the moment of a SIGKILL, the history is as promised. <c>HANDLER_SEEDS=200</c> tries as many seeds.</summary>
public sealed class RandomKillTests
{
    private const int Kills = 2;

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("HANDLER_SEEDS"), out var count) ? count : 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Agent_killed_at_random_points_loses_nothing_and_keeps_the_order(int seed)
    {
        await using var run = new RandomKillRun(seed);

        var history = await run.RunAsync(Kills);

        HistoryChecker.Check(history).ShouldBeEmpty($"Seed {seed}.\n{run.Story}");
        (await run.DifferencesAsync(history)).ShouldBeEmpty($"Seed {seed}.\n{run.Story}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Agent_killed_at_random_points_loses_nothing_that_it_pushed_by_hand_and_keeps_the_order(int seed)
    {
        await using var run = new RandomKillRun(seed, byHand: true);

        var history = await run.RunAsync(Kills);

        history.Committed.ShouldNotBeEmpty();
        history.Arrivals.ShouldAllBe(arrival => arrival.Key.StartsWith("status "));
        HistoryChecker.Check(history).ShouldBeEmpty($"Seed {seed}.\n{run.Story}");
    }

    [Fact]
    public async Task Checker_turns_red_when_a_history_is_tampered_with()
    {
        await using var run = new RandomKillRun(seed: 1);
        var history = await run.RunAsync(Kills);

        foreach (var tampering in Enum.GetValues<HistoryTampering>())
        {
            var broken = HistoryChecker.Check(tampering.ApplyTo(history)).Select(violation => violation.Rule);
            broken.ShouldContain(tampering.BreaksRule, $"{tampering} went unseen.");
        }
    }

    [Fact]
    public async Task Checker_turns_red_when_the_store_is_put_back_to_an_earlier_state()
    {
        await using var run = new RandomKillRun(seed: 2) { StoreForgets = true };
        using var copy = new StoreCopy(run.DataFile);

        var history = await run.RunAsync(Kills, kill =>
        {
            if (kill == 1)
            {
                copy.Take();
            }
            else if (kill == Kills)
            {
                copy.PutBack();
            }
        });

        HistoryChecker.Check(history).ShouldNotBeEmpty("The store forgot what was committed, and the history does not show it.");
    }
}
