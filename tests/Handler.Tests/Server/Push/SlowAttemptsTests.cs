using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>Attempts that last: they leave the node to the others and have a bound of their own.</summary>
public sealed class SlowAttemptsTests : IDisposable
{
    private readonly PushRig _rig = new();

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Fact]
    public void An_attempt_that_lasts_gives_its_place_of_the_node_to_the_next()
    {
        var rig = new RoundRig(options => options.MaxInFlight = 2);
        for (var i = 0; i < 8; i++)
        {
            rig.Add("one", $"dead-{i}", lanes: 1, milliseconds: 0);
        }

        rig.RunFor(TimeSpan.FromMilliseconds(999));
        rig.InFlight("").ShouldBe(2);
        rig.RunFor(TimeSpan.FromMilliseconds(1));
        rig.InFlight("").ShouldBe(4);
        rig.RunFor(TimeSpan.FromSeconds(2));

        rig.InFlight("").ShouldBe(8);
    }

    [Fact]
    public void An_attempt_that_lasts_goes_on_counting_for_its_gate_and_its_origin()
    {
        var rig = new RoundRig(options => options.MaxInFlightPerOrigin = 1);
        rig.Add("one", "dead", lanes: 8, milliseconds: 0).Add("two", "dead", lanes: 8, milliseconds: 0);

        rig.RunFor(TimeSpan.FromSeconds(5));

        rig.InFlight("dead").ShouldBe(1);
    }

    [Fact]
    public void A_lane_that_goes_on_in_its_place_is_not_slow_however_long_it_goes_on()
    {
        var rig = new RoundRig(options => options.MaxSlowInFlight = 1);
        rig.Add("one", "hook", lanes: 1, milliseconds: 600);

        rig.RunFor(TimeSpan.FromMinutes(1));

        rig.Lanes.InHand().ShouldHaveSingleItem().IsSlow.ShouldBeFalse();
        rig.Made("hook").ShouldBe(100);
    }

    [Fact]
    public void When_too_many_are_slow_the_oldest_ends_as_if_its_time_were_up()
    {
        _rig.Options.MaxSlowInFlight = 3;
        for (var i = 0; i < 4; i++)
        {
            _rig.Hook($"dead{i}").AnswerOtherwise(WebhookAnswer.Silence);
            _rig.Task($"t{i}").Register($"t{i}", host: $"dead{i}");
        }

        _rig.Start();
        _rig.Loop.RunFor(TimeSpan.FromMilliseconds(1050));

        var attempts = Enumerable.Range(0, 4).SelectMany(i => _rig.Store.ListAttemptsAsync(_rig.Lane($"t{i}")!.Lane, default).Result).ToList();
        var ended = attempts.ShouldHaveSingleItem();
        (ended.Outcome, ended.Duration).ShouldBe((AttemptOutcome.DeadlineExceeded, TimeSpan.FromSeconds(1)));
        ended.Detail.ShouldNotBeNull().ShouldContain("MaxSlowInFlight");
    }

    [Fact]
    public void Endpoints_that_hang_in_any_number_do_not_hold_up_one_that_is_well()
    {
        _rig.Options.MaxInFlight = 4;
        _rig.Options.MaxSlowInFlight = 8;
        for (var i = 0; i < 40; i++)
        {
            _rig.Hook($"dead{i}").AnswerOtherwise(WebhookAnswer.Silence);
            _rig.Task($"t{i}").Register($"t{i}", host: $"dead{i}");
        }

        _rig.Start();
        _rig.Loop.RunFor(TimeSpan.FromSeconds(3));
        _rig.Task("well").Register("well");
        _rig.Say("well", "one", "two");
        _rig.Loop.RunFor(TimeSpan.FromSeconds(8));

        _rig.Heard().ShouldBe(["task", "one", "two"]);

        // At one instant there are those that have been told to end beside those that have their places.
        _rig.MostInFlight.ShouldBeLessThanOrEqualTo(4 + 8 + 4);
    }

    [Fact]
    public void A_second_after_a_gate_failed_what_stands_in_line_there_leaves_the_room_to_others()
    {
        var room = new LookRoom(new PushOptions());
        var gate = new GateKey(OwnerScope.Anonymous, "https://hook:443");

        room.IsOver(new GateLoad(Lanes: 128, Cap: 1, All: 128)).ShouldBeFalse();
        room.IsOver(new GateLoad(Lanes: 128, Cap: 64, All: LanesInHand.MaxLanes)).ShouldBeFalse();
        room.IsOver(new GateLoad(Lanes: 128, Cap: 32, All: LanesInHand.MaxLanes)).ShouldBeTrue();
        room.Give(gate, new GateLoad(Lanes: 0, Cap: 1, All: LanesInHand.MaxLanes - 16)).ShouldBe(2);
    }
}
