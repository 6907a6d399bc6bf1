namespace Handler.Tests.Server.Push;

/// <summary>Who has how much of the node, of an origin, and of an owner's part, when not all can have what they want.</summary>
public sealed class FairnessTests
{
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    [Fact]
    public void Owners_who_all_want_have_the_node_for_equal_times_whatever_their_attempts_take()
    {
        var rig = new RoundRig(options => options.MaxInFlight = 12);
        AddOwner(rig, "quick", gates: 10, lanes: 6, milliseconds: 7);
        AddOwner(rig, "steady", gates: 10, lanes: 6, milliseconds: 90);
        AddOwner(rig, "slow", gates: 10, lanes: 6, milliseconds: 900);

        rig.RunFor(TwoMinutes);

        foreach (var owner in new[] { "quick", "steady", "slow" })
        {
            (rig.SpentBy(owner) / (rig.SpentBy("") / 3)).ShouldBeInRange(0.95, 1.05, owner);
        }
    }

    [Fact]
    public void An_owner_with_nine_tenths_of_the_lanes_has_no_more_of_the_node_than_another_who_wants_as_much()
    {
        var rig = new RoundRig(options => options.MaxInFlight = 10);
        AddOwner(rig, "heavy", gates: 30, lanes: 6, milliseconds: 50);
        AddOwner(rig, "light", gates: 20, lanes: 1, milliseconds: 50);

        rig.RunFor(TwoMinutes);

        (rig.SpentBy("light") / rig.SpentBy("")).ShouldBeInRange(0.45, 0.55);
    }

    [Fact]
    public void The_gates_of_an_owner_have_its_part_for_equal_times()
    {
        var rig = new RoundRig(options => options.MaxInFlight = 4);
        rig.Add("one", "quick", lanes: 8, milliseconds: 10).Add("one", "steady", lanes: 8, milliseconds: 40).Add("one", "slow", lanes: 8, milliseconds: 640);

        rig.RunFor(TwoMinutes);

        foreach (var origin in new[] { "quick", "steady", "slow" })
        {
            (rig.SpentBy(origin) / (rig.SpentBy("one") / 3)).ShouldBeInRange(0.95, 1.05, origin);
        }
    }

    [Fact]
    public void A_newcomer_starts_at_the_least_of_those_present_and_takes_nothing_for_the_time_before_it()
    {
        var rig = new RoundRig(options => options.MaxInFlight = 6);
        AddOwner(rig, "one", gates: 4, lanes: 4, milliseconds: 20);
        AddOwner(rig, "two", gates: 4, lanes: 4, milliseconds: 20);
        rig.RunFor(TwoMinutes);
        rig.Forget();

        AddOwner(rig, "three", gates: 4, lanes: 4, milliseconds: 20);
        rig.RunFor(TimeSpan.FromSeconds(10));

        (rig.SpentBy("three") / (rig.SpentBy("") / 3)).ShouldBeInRange(0.9, 1.1);
    }

    [Fact]
    public void What_was_used_while_nobody_waited_is_not_held_against_who_used_it()
    {
        var rig = new RoundRig(options => options.MaxInFlight = 6);
        AddOwner(rig, "one", gates: 5, lanes: 1, milliseconds: 20);
        AddOwner(rig, "two", gates: 1, lanes: 1, milliseconds: 20);
        rig.RunFor(TwoMinutes);
        rig.Forget();

        AddOwner(rig, "one", gates: 5, lanes: 4, milliseconds: 20);
        AddOwner(rig, "two", gates: 5, lanes: 4, milliseconds: 20);
        rig.RunFor(TimeSpan.FromSeconds(10));

        (rig.SpentBy("one") / rig.SpentBy("")).ShouldBeInRange(0.45, 0.55);
    }

    [Fact]
    public void Owners_who_send_to_one_origin_have_its_places_for_equal_times()
    {
        var rig = new RoundRig(options => options.MaxInFlightPerOrigin = 8);
        rig.Add("one", "shared", lanes: 30, milliseconds: 20).Add("two", "shared", lanes: 10, milliseconds: 20).Add("three", "shared", lanes: 10, milliseconds: 20);

        rig.RunFor(TwoMinutes);

        foreach (var owner in new[] { "one", "two", "three" })
        {
            (rig.SpentBy(owner) / (rig.SpentBy("shared") / 3)).ShouldBeInRange(0.95, 1.05, owner);
        }
    }

    [Fact]
    public void An_origin_has_no_more_in_flight_than_its_limit_over_all_owners()
    {
        var rig = new RoundRig(options => options.MaxInFlightPerOrigin = 8);
        rig.Add("one", "shared", lanes: 30).Add("two", "shared", lanes: 30).Add("one", "other", lanes: 30);

        rig.RunFor(TimeSpan.FromSeconds(10));

        rig.Most("shared").ShouldBe(8);
        rig.Most("other").ShouldBe(8);
    }

    [Fact]
    public void An_owner_alone_has_the_whole_node_and_half_of_it_while_another_waits()
    {
        var rig = new RoundRig(options => options.MaxInFlight = 10);
        AddOwner(rig, "one", gates: 20, lanes: 4, milliseconds: 100);
        rig.RunFor(TimeSpan.FromSeconds(5));
        rig.Most("one").ShouldBe(10);

        AddOwner(rig, "two", gates: 20, lanes: 4, milliseconds: 100);
        rig.RunFor(TimeSpan.FromMilliseconds(150));
        rig.Forget();
        rig.RunFor(TimeSpan.FromSeconds(5));

        (rig.Most("one"), rig.Most("two")).ShouldBe((5, 5));
    }

    [Fact]
    public void An_owner_whose_endpoints_hang_never_has_more_than_half_while_another_waits()
    {
        var rig = new RoundRig(options =>
        {
            options.MaxInFlight = 10;
            options.SlowAfter = TimeSpan.FromHours(1);
        });
        AddOwner(rig, "dead", gates: 40, lanes: 2, milliseconds: 0);
        AddOwner(rig, "well", gates: 20, lanes: 4, milliseconds: 10);

        rig.RunFor(TimeSpan.FromSeconds(10));

        (rig.InFlight("dead"), rig.InFlight("well")).ShouldBe((5, 5));
        rig.Made("well").ShouldBeGreaterThan(4000);
    }

    private static void AddOwner(RoundRig rig, string owner, int gates, int lanes, double milliseconds)
    {
        for (var i = 0; i < gates; i++)
        {
            rig.Add(owner, $"{owner}-{i}", lanes, milliseconds);
        }
    }
}
