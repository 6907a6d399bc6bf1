using Xunit.Abstractions;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>No owner starves: while all want, each has its share of the places in flight, within a tenth, whatever its webhooks and however many they are.</summary>
public sealed class FairnessSimulationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);

    [Fact]
    public void Owners_who_all_want_have_equal_shares_whatever_their_webhooks()
    {
        using var simulation = Crowd();

        simulation.Pass(WarmUp);

        Fair(simulation.Shares(Window, lane => lane.Owner)).ShouldBeTrue();
    }

    [Fact]
    public void A_newcomer_has_its_share_and_no_more()
    {
        using var simulation = Crowd();
        simulation.Pass(WarmUp);

        simulation.Add("new", "new", lanes: 20, TimeSpan.FromMilliseconds(100));
        simulation.Pass(WarmUp);

        Fair(simulation.Shares(Window, lane => lane.Owner)).ShouldBeTrue();
    }

    [Fact]
    public void Gates_of_one_owner_have_equal_shares_of_what_it_has()
    {
        using var simulation = Crowd();

        simulation.Pass(WarmUp);

        Fair(simulation.Shares(Window, lane => lane.Owner == "many gates" ? lane.Host : null)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Shares_are_fair_by_any_seed(int seed)
    {
        using var simulation = new FairnessSimulation(seed);
        simulation.Options.MaxInFlight = 8 << simulation.Random.Next(2);
        for (var owner = simulation.Random.Next(2, 6); owner > 0; owner--)
        {
            var gates = simulation.Random.Next(1, 4);
            for (var gate = 0; gate < gates; gate++)
            {
                simulation.Add($"{owner}", $"h{owner}-{gate}", 16 + simulation.Random.Next(30), TimeSpan.FromMilliseconds(20 + simulation.Random.Next(400)));
            }
        }

        simulation.Start();
        simulation.Pass(WarmUp);

        Fair(simulation.Shares(Window, lane => lane.Owner)).ShouldBeTrue();
    }

    [Fact]
    public void An_owner_whose_lanes_are_taken_for_owners_is_found()
    {
        using var simulation = Crowd(isSplit: true);

        simulation.Pass(WarmUp);

        Fair(simulation.Shares(Window, lane => lane.Owner)).ShouldBeFalse();
    }

    private static FairnessSimulation Crowd(bool isSplit = false)
    {
        var simulation = new FairnessSimulation();
        simulation.Options.MaxInFlight = 8;
        simulation.Add("fast", "fast", lanes: 20, TimeSpan.FromMilliseconds(20));
        simulation.Add("slow", "slow", lanes: 20, TimeSpan.FromMilliseconds(500));
        simulation.Add("many lanes", "lanes", lanes: 100, TimeSpan.FromMilliseconds(100), isSplit);
        for (var gate = 0; gate < 5; gate++)
        {
            simulation.Add("many gates", $"gate{gate}", lanes: 5 + (5 * gate), TimeSpan.FromMilliseconds(50 + (50 * gate)));
        }

        simulation.Start();
        return simulation;
    }

    private bool Fair(IReadOnlyDictionary<string, double> shares)
    {
        var fair = 1.0 / shares.Count;
        output.WriteLine($"fair {fair:p1}: {string.Join(", ", shares.Select(share => $"{share.Key} {share.Value:p1}"))}");
        return shares.Values.All(share => Math.Abs(share - fair) <= 0.1 * fair);
    }
}
