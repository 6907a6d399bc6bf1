using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>What is taken in hand, and what is not because it may be older than what is known.</summary>
public sealed class LanesInHandTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly PushOptions _options = new();
    private readonly LanesInHand _lanes;

    public LanesInHandTests() => _lanes = new LanesInHand(_options, new ManualClock());

    [Fact]
    public void A_lane_that_was_let_go_during_a_look_is_not_taken_from_it_but_looked_for_again()
    {
        var row = Row(cursor: 1, tail: 2);
        _lanes.Advance(new LaneAdvance(row, 1, [Delivery(2)]), _lanes.Departed, Now);
        var lane = _lanes.TryStart().ShouldNotBeNull();
        _lanes.BeginLook();
        _lanes.EndAttempt(lane, new Settlement { Through = 2, Progress = LaneProgress.DueAt(Now), IsRecorded = true });
        _lanes.Flushed(lane, 1);

        _lanes.EndLook([new LaneWork(row, [Delivery(2)])], wasCut: false);

        _lanes.TryStart().ShouldBeNull();
        _lanes.WantsLook.ShouldBeTrue();
    }

    [Fact]
    public void A_row_that_is_older_than_the_notice_of_its_replacement_is_not_taken()
    {
        var row = Row(cursor: 1, tail: 2);
        _lanes.BeginLook();
        _lanes.Close(row.Lane, generation: 2);

        _lanes.EndLook([new LaneWork(row, [Delivery(2)])], wasCut: false);

        _lanes.TryStart().ShouldBeNull();
        _lanes.WantsLook.ShouldBeTrue();
    }

    [Fact]
    public void A_row_of_a_deleted_lane_is_not_taken_though_the_look_or_the_ring_began_before()
    {
        var row = Row(cursor: 1, tail: 2);
        _lanes.BeginLook();
        _lanes.Close(row.Lane, generation: null);
        _lanes.EndLook([new LaneWork(row, [Delivery(2)])], wasCut: false);

        _lanes.Advance(new LaneAdvance(row, 1, [Delivery(2)]), _lanes.Departed, Now);

        _lanes.TryStart().ShouldBeNull();
    }

    [Fact]
    public void A_notice_is_kept_for_one_look_more_than_the_looks_need_and_then_forgotten()
    {
        var row = Row(cursor: 1, tail: 2);
        _lanes.Close(row.Lane, generation: null);
        for (var look = 0; look < 3; look++)
        {
            _lanes.BeginLook();
            _lanes.EndLook([], wasCut: false);
        }

        _lanes.Advance(new LaneAdvance(row, 1, [Delivery(2)]), _lanes.Departed, Now);

        _lanes.TryStart().ShouldNotBeNull();
    }

    [Fact]
    public void A_lane_whose_ring_comes_while_it_is_at_work_goes_on_with_what_was_added()
    {
        var row = Row(cursor: 1, tail: 2);
        _lanes.Advance(new LaneAdvance(row, 1, [Delivery(2)]), _lanes.Departed, Now);
        var lane = _lanes.TryStart().ShouldNotBeNull();
        _lanes.Advance(new LaneAdvance(row with { Tail = 3, Waiting = 2 }, 2, [Delivery(3)]), _lanes.Departed, Now);

        _lanes.EndAttempt(lane, new Settlement { Through = 2, Progress = LaneProgress.DueAt(Now), IsRecorded = true }).ShouldBe(lane);

        _lanes.HeadOf(lane)!.Sequence.ShouldBe(3);
    }

    [Fact]
    public void A_ring_with_a_gap_before_it_is_not_appended_but_read_ahead()
    {
        var row = Row(cursor: 1, tail: 2);
        _lanes.Advance(new LaneAdvance(row, 1, [Delivery(2)]), _lanes.Departed, Now);
        var lane = _lanes.TryStart().ShouldNotBeNull();
        _lanes.Advance(new LaneAdvance(row with { Tail = 5, Waiting = 3 }, 4, [Delivery(5)]), _lanes.Departed, Now);

        _lanes.EndAttempt(lane, new Settlement { Through = 2, Progress = LaneProgress.DueAt(Now), IsRecorded = true }).ShouldBe(lane);

        _lanes.HeadOf(lane).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 16 * 1024, true)]
    [InlineData(0, (16 * 1024) + 1, false)]
    [InlineData(1, 1024, true)]
    [InlineData(1, 1025, false)]
    public void A_body_that_a_commit_hands_over_is_kept_when_it_is_small_or_next(int before, int bytes, bool isKept)
    {
        var row = Row(cursor: 1, tail: 1 + before);
        var lane = new InHandLane(row, new MemoryBudget(1024 * 1024));
        lane.Append(new LaneAdvance(row, 1, [.. Enumerable.Range(2, before).Select(sequence => Delivery(sequence))]));

        lane.Append(new LaneAdvance(row with { Tail = 2 + before }, 1 + before, [Delivery(2 + before) with { Body = new byte[bytes] }]));
        lane.Apply(new Settlement { Through = 1 + before });

        lane.Head.ShouldNotBeNull().Body.HasValue.ShouldBe(isKept);
    }

    [Fact]
    public void A_lane_that_waits_is_not_taken_in_hand_by_a_ring_but_says_when_it_is_due()
    {
        var due = Now + TimeSpan.FromMinutes(1);
        var row = Row(cursor: 1, tail: 2) with { Progress = LaneProgress.DueAt(due) };

        _lanes.Advance(new LaneAdvance(row, 1, [Delivery(2)]), _lanes.Departed, Now).ShouldBe(due);

        _lanes.TryStart().ShouldBeNull();
    }

    [Fact]
    public void The_gate_that_had_its_turn_waits_for_the_others()
    {
        _options.MaxInFlight = 2;
        var lanes = new LanesInHand(_options, new ManualClock());
        foreach (var origin in new[] { "a", "a", "a", "b" })
        {
            lanes.Advance(new LaneAdvance(Row(cursor: 1, tail: 2, origin), 1, [Delivery(2)]), lanes.Departed, Now);
        }

        var first = lanes.TryStart().ShouldNotBeNull();
        var second = lanes.TryStart().ShouldNotBeNull();
        var third = lanes.EndAttempt(first, new Settlement { Through = 2 }).ShouldNotBeNull();

        new[] { first, second, third }.Select(lane => lane.Gate.Origin).ShouldBe(["a", "b", "a"]);
        lanes.TryStart().ShouldBeNull();
    }

    private static LaneDelivery Delivery(long sequence) => new() { Sequence = sequence, CommittedAt = Now };

    private static LaneRow Row(long cursor, long tail, string origin = "https://hook:443") => new()
    {
        Lane = Guid.NewGuid(),
        Task = PushRig.Key("t1"),
        ConfigId = "default",
        Gate = new GateKey(PushRig.Scope, origin),
        Generation = 1,
        Mask = EventKinds.All,
        Cursor = cursor,
        Tail = tail,
        Waiting = (int)(tail - cursor),
        Progress = LaneProgress.DueAt(Now),
    };
}
