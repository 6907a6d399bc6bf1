using FsCheck;
using FsCheck.Fluent;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Storage;

public sealed class GatePausesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Lengths in minutes, in turn open and held; zeros are among them. An odd number: an operator holds the gate at the end.</summary>
    private static readonly Arbitrary<(int[] Turns, int Age)> AnyStory = (
        from turns in Gen.Choose(0, 5).ArrayOf()
        from age in Gen.Choose(1, 30)
        select (turns, age)).ToArbitrary();

    [Fact]
    public void An_operators_hold_makes_the_horizon_stand_still_whatever_holds_there_were() =>
        Prop.ForAll(AnyStory, story =>
        {
            var (pauses, now) = Live(story.Turns);
            var upTo = pauses.CommittedUpTo(now, TimeSpan.FromMinutes(story.Age));

            // Minute by minute: what the walk over the pauses says of each commit is what counting its open minutes says.
            return Enumerable.Range(-40, 40 + (int)(now - Start).TotalMinutes + 1)
                .Select(minute => Start.AddMinutes(minute))
                .All(committed => (OpenMinutes(pauses, committed, now) >= story.Age) == (committed <= upTo));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dropping_what_nothing_alive_asks_for_changes_no_age() =>
        Prop.ForAll(AnyStory, story =>
        {
            var (pauses, now) = Live(story.Turns);
            var age = TimeSpan.FromMinutes(story.Age);
            var kept = pauses.After(pauses.CommittedUpTo(now, age));
            return kept.CommittedUpTo(now, age) == pauses.CommittedUpTo(now, age)
                && kept.CommittedUpTo(now.AddHours(1), age) == pauses.CommittedUpTo(now.AddHours(1), age);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_pauses_the_age_is_the_time_since()
    {
        GatePauses.None.CommittedUpTo(Start, TimeSpan.FromHours(24)).ShouldBe(Start.AddHours(-24));
        GatePauses.None.CommittedUpTo(Start, TimeSpan.MaxValue).ShouldBe(DateTimeOffset.MinValue);
    }

    [Fact]
    public void A_pause_that_lasts_is_not_begun_again_and_one_that_ended_is_not_ended_again()
    {
        var held = GatePauses.None.Begin(Start);
        var ended = held.End(Start.AddHours(1));

        held.Begin(Start.AddMinutes(5)).ShouldBe(held);
        ended.End(Start.AddHours(2)).ShouldBe(ended);
        ended.All.ShouldBe([new GatePause(Start, Start.AddHours(1))]);
    }

    [Fact]
    public void A_pause_that_took_no_time_is_not_kept() =>
        GatePauses.None.Begin(Start).End(Start).ShouldBe(GatePauses.None);

    [Fact]
    public void At_most_64_are_kept_and_the_oldest_two_become_one()
    {
        var pauses = GatePauses.None;
        for (var i = 0; i < GatePauses.Most + 1; i++)
        {
            pauses = pauses.Begin(Start.AddHours(2 * i)).End(Start.AddHours((2 * i) + 1));
        }

        pauses.All.Count.ShouldBe(GatePauses.Most);
        pauses.All[0].ShouldBe(new GatePause(Start, Start.AddHours(3)));
        pauses.All[1].From.ShouldBe(Start.AddHours(4));
    }

    private static (GatePauses Pauses, DateTimeOffset Now) Live(int[] turns)
    {
        var (pauses, now) = (GatePauses.None, Start);
        for (var i = 0; i < turns.Length; i++)
        {
            pauses = i % 2 == 0 ? pauses.End(now) : pauses.Begin(now);
            now = now.AddMinutes(turns[i]);
        }

        return (pauses, now);
    }

    private static int OpenMinutes(GatePauses pauses, DateTimeOffset from, DateTimeOffset to) =>
        Enumerable.Range(0, Math.Max((int)(to - from).TotalMinutes, 0))
            .Select(minute => from.AddMinutes(minute))
            .Count(minute => !pauses.All.Any(pause => pause.From <= minute && minute < pause.Until));
}
