using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>What a commit rings is the row as it was in its transaction: it may be older than what was flushed before the ring is heard.</summary>
public sealed class StaleRingTests
{
    private static readonly DateTimeOffset Now = new ManualClock().GetUtcNow();
    private static readonly LaneRow New = new()
    {
        Lane = Guid.CreateVersion7(Now),
        Task = new TaskKey(OwnerScope.Anonymous, "t"),
        ConfigId = "default",
        Gate = new GateKey(OwnerScope.Anonymous, "http://hook"),
        Generation = 1,
        Mask = EventKinds.All,
        Cursor = 0,
        Tail = 1,
        Waiting = 1,
        Progress = LaneProgress.DueAt(Now),
    };

    private readonly LanesInHand _lanes = new(new PushOptions(), new ManualClock());

    [Fact]
    public void Ring_from_before_a_flush_leaves_the_lane_to_a_look()
    {
        DeliverFirst();

        _lanes.Advance(Ring(New with { Tail = 2, Waiting = 2 }, added: 2), departed: 0, Now).ShouldBeNull();

        _lanes.TryStart().ShouldBeNull();
        _lanes.WantsLook.ShouldBeTrue();
    }

    [Fact]
    public void Ring_from_after_the_flush_takes_the_lane_in_hand()
    {
        DeliverFirst();

        _lanes.Advance(Ring(New with { Cursor = 1, Passed = 1, Tail = 2 }, added: 2), _lanes.Departed, Now);

        var lane = _lanes.TryStart().ShouldNotBeNull();
        lane.Passed.ShouldBe(1);
        lane.Head!.Sequence.ShouldBe(2);
    }

    [Fact]
    public void Ring_from_before_a_failed_attempt_was_recorded_does_not_cut_its_wait_short()
    {
        var waiting = new LaneProgress(Now + TimeSpan.FromSeconds(1), Tries: 1, Refusals: 0, Failures: 1);
        End(Start(), new Settlement { Progress = waiting, IsRecorded = true, Leaves = true });

        _lanes.Advance(Ring(New with { Tail = 2, Waiting = 2 }, added: 2), departed: 0, Now).ShouldBeNull();

        _lanes.TryStart().ShouldBeNull();
        _lanes.WantsLook.ShouldBeTrue();
    }

    [Fact]
    public void Ring_from_before_the_lane_was_gone_or_held_does_not_start_it_again()
    {
        End(Start(), new Settlement { Progress = LaneProgress.DueAt(Now), IsRecorded = true, Leaves = true });

        _lanes.Advance(Ring(New with { Tail = 2, Waiting = 2 }, added: 2), departed: 0, Now);

        _lanes.TryStart().ShouldBeNull();
    }

    [Fact]
    public void Lane_let_go_is_remembered_until_all_is_heard_that_was_rung_before()
    {
        DeliverFirst();

        Look();
        _lanes.Heard(departed: 0);
        _lanes.Advance(Ring(New with { Tail = 2, Waiting = 2 }, added: 2), departed: 0, Now);

        _lanes.TryStart().ShouldBeNull();
        _lanes.WantsLook.ShouldBeTrue();
    }

    private void DeliverFirst() =>
        End(Start(), new Settlement { Through = 1, Progress = LaneProgress.DueAt(Now), IsRecorded = true });

    private InHandLane Start()
    {
        _lanes.Advance(Ring(New, added: 1), departed: 0, Now);
        return _lanes.TryStart().ShouldNotBeNull();
    }

    private void End(InHandLane lane, Settlement settlement)
    {
        _lanes.EndAttempt(lane, settlement).ShouldBeNull();
        _lanes.Flushed(lane, 1);
        _lanes.Contains(lane.Id).ShouldBeFalse();
    }

    private void Look()
    {
        _lanes.BeginLook();
        _lanes.EndLook([], wasCut: false);
    }

    private static LaneAdvance Ring(LaneRow row, long added) =>
        new(row, TailBefore: added - 1, [new LaneDelivery { Sequence = added, CommittedAt = Now }]);
}
