using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

/// <summary>What operators see of a gate's last attempts.</summary>
public sealed class GateTrailsTests
{
    private static readonly DateTimeOffset Start = Attempts.Committed;
    private static readonly GateKey Gate = Of("https://hooks.example:443");

    private readonly GateTrails _trails = new();

    [Fact]
    public void A_gate_without_attempts_has_nothing_to_show()
    {
        _trails.Add(Of("https://other.example:443"), Attempts.Delivered());

        _trails.Of(Gate, Start).ShouldBeNull();
    }

    [Fact]
    public void Of_a_hundred_attempts_the_50th_and_the_95th_are_shown()
    {
        foreach (var i in Enumerable.Range(1, 100).Reverse())
        {
            _trails.Add(Gate, Took(i, Start));
        }

        var shown = _trails.Of(Gate, Start).ShouldNotBeNull();

        (shown.P50, shown.P95).ShouldBe((TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(95)));
    }

    [Fact]
    public void One_attempt_is_both()
    {
        _trails.Add(Gate, Took(7, Start));

        var shown = _trails.Of(Gate, Start).ShouldNotBeNull();

        (shown.P50, shown.P95).ShouldBe((TimeSpan.FromMilliseconds(7), TimeSpan.FromMilliseconds(7)));
    }

    [Fact]
    public void Older_attempts_make_room_for_newer_ones()
    {
        AddMany(GateTrail.Kept, i => Took(5000, Start));
        AddMany(GateTrail.Kept, i => Took(1, Start));

        _trails.Of(Gate, Start).ShouldNotBeNull().P95.ShouldBe(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void The_rate_is_that_of_the_last_minute()
    {
        AddMany(10, i => Took(1, Start.AddSeconds(10 * i)));

        _trails.Of(Gate, Start.AddSeconds(90)).ShouldNotBeNull().PerMinute.ShouldBe(6);
        _trails.Of(Gate, Start.AddHours(1)).ShouldNotBeNull().PerMinute.ShouldBe(0);
    }

    [Fact]
    public void A_rate_above_what_is_remembered_is_that_of_the_time_it_covers()
    {
        AddMany(2 * GateTrail.Kept, i => Took(1, Start.AddMilliseconds(100 * i)));

        _trails.Of(Gate, Start.AddMilliseconds(100 * 2 * GateTrail.Kept)).ShouldNotBeNull().PerMinute.ShouldBe(600);
    }

    [Fact]
    public void The_last_failure_stays_while_all_is_well_again()
    {
        _trails.Add(Gate, Attempts.Answered(503, startedAt: Start) with { Detail = "The webhook answered 503." });
        _trails.Add(Gate, Attempts.Delivered(Start.AddMinutes(1)));

        var shown = _trails.Of(Gate, Start.AddMinutes(1)).ShouldNotBeNull();

        (shown.LastFailedAt, shown.LastFailure).ShouldBe((Start, "The webhook answered 503."));
    }

    [Fact]
    public void What_was_never_sent_is_an_error_and_no_attempt()
    {
        _trails.Add(Gate, Attempts.Ended(AttemptOutcome.AddressForbidden) with { Detail = "Loopback." });

        var shown = _trails.Of(Gate, Start).ShouldNotBeNull();

        (shown.PerMinute, shown.P50, shown.LastFailure).ShouldBe((0, null, "Loopback."));
    }

    [Fact]
    public void The_gate_that_was_still_for_longest_makes_room()
    {
        for (var i = 0; i <= GateTrails.MostGates; i++)
        {
            _trails.Add(Of($"https://{i}.example:443"), Took(1, Start.AddSeconds(i)));
        }

        _trails.Of(Of("https://0.example:443"), Start).ShouldBeNull();
        _trails.Of(Of("https://1.example:443"), Start).ShouldNotBeNull();
        _trails.Of(Of($"https://{GateTrails.MostGates}.example:443"), Start).ShouldNotBeNull();
    }

    private void AddMany(int count, Func<int, AttemptResult> make)
    {
        for (var i = 0; i < count; i++)
        {
            _trails.Add(Gate, make(i));
        }
    }

    private static GateKey Of(string origin) => new(OwnerScope.Anonymous, origin);

    private static AttemptResult Took(int milliseconds, DateTimeOffset startedAt) =>
        Attempts.Delivered(startedAt) with { Duration = TimeSpan.FromMilliseconds(milliseconds) };
}
