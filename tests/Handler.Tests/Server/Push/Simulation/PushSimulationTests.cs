using Xunit.Abstractions;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>
/// Whatever goes wrong, in whatever order: nothing is lost, all is in order, nothing comes twice without a crash, no lane waits longer than the rules
/// allow or stands still without a reason, no gate is passed while it is held, none is held without a reason, and when the trouble ends, everything drains. A seed that fails is printed and replays exactly: <c>HANDLER_SIMULATION_SEED=17 dotnet test …</c> plays it alone;
/// <c>HANDLER_SIMULATION_SEEDS=20000</c> plays as many.
/// </summary>
public sealed class PushSimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 150;
    private const int LeastHours = 200;

    [Fact]
    public void Whatever_goes_wrong_every_update_arrives_or_is_given_up_in_order_and_chained()
    {
        var faults = new List<string>();
        var (attempts, time) = (0, TimeSpan.Zero);
        foreach (var seed in SeedsToPlay())
        {
            var played = SimulationScript.Play(seed);
            attempts += played.Attempts.Count;
            time += played.Time;
            faults.AddRange(played.Faults.Take(1).Select(fault => $"seed {seed}: {fault}"));
        }

        output.WriteLine($"{attempts} attempts in {time.TotalHours:0} hours");
        string.Join('\n', faults.Take(30)).ShouldBeEmpty();
        attempts.ShouldBeGreaterThan(10);
        time.TotalHours.ShouldBeGreaterThan(SeedsToPlay().Count() < Seeds ? 0 : LeastHours);
    }

    [Fact]
    public void A_seed_plays_the_same_again()
    {
        var first = SimulationScript.Play(7).Attempts;

        SimulationScript.Play(7).Attempts.ShouldBe(first);
    }

    [Theory]
    [InlineData((int)Flaw.SilentChanges, "goes to")]
    [InlineData((int)Flaw.ForgottenResults, "sent again")]
    [InlineData((int)Flaw.SkippedDelivery, "was neither delivered nor given up")]
    [InlineData((int)Flaw.StaleRows, "is settled")]
    [InlineData((int)Flaw.ForeignBodies, "has not the body of its event")]
    [InlineData((int)Flaw.SilentHolds, "begun at a gate that an operator holds")]
    [InlineData((int)Flaw.ForgottenGates, "begun at a gate that is to be left alone")]
    [InlineData((int)Flaw.UnheededWishes, "was to be waited")]
    [InlineData((int)Flaw.LongWaits, "waits until")]
    [InlineData((int)Flaw.HiddenLane, "held back")]
    [InlineData((int)Flaw.LostSnapshots, "held back")]
    public void A_flaw_that_is_put_in_on_purpose_is_found(int flaw, string fault)
    {
        var faults = Enumerable.Range(1, 12).SelectMany(seed => SimulationScript.Play(seed, (Flaw)flaw).Faults).ToList();

        faults.ShouldContain(found => found.Contains(fault));
    }

    private static IEnumerable<int> SeedsToPlay() =>
        Environment.GetEnvironmentVariable("HANDLER_SIMULATION_SEED") is { Length: > 0 } one ? [int.Parse(one)]
        : Enumerable.Range(1, Environment.GetEnvironmentVariable("HANDLER_SIMULATION_SEEDS") is { Length: > 0 } many ? int.Parse(many) : Seeds);
}
