using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>The bytes of bodies that a node has in memory.</summary>
public sealed class MemoryBudgetTests
{
    private const int KB = 1024;
    private readonly MemoryBudget _budget = new(100);

    [Fact]
    public void What_is_handed_over_ahead_has_half_at_most()
    {
        _budget.TryKeep(50).ShouldBeTrue();
        _budget.TryKeep(1).ShouldBeFalse();
        _budget.Drop(50);

        _budget.TryKeep(50).ShouldBeTrue();
        _budget.Held.ShouldBe(50);
    }

    [Fact]
    public async Task What_is_sent_waits_for_room_in_the_order_in_which_it_came()
    {
        var first = await _budget.ReserveAsync(60, CancellationToken.None);
        var second = _budget.ReserveAsync(60, CancellationToken.None).AsTask();
        var third = _budget.ReserveAsync(10, CancellationToken.None).AsTask();
        (second.IsCompleted, third.IsCompleted, _budget.IsWanted).ShouldBe((false, false, true));

        first.Dispose();
        await Task.WhenAll(second, third);

        (_budget.Held, _budget.IsWanted).ShouldBe((70, false));
    }

    [Fact]
    public async Task What_turns_out_smaller_than_was_set_aside_leaves_room_to_the_next()
    {
        var first = await _budget.ReserveAsync(60, CancellationToken.None);
        var second = _budget.ReserveAsync(60, CancellationToken.None).AsTask();
        second.IsCompleted.ShouldBeFalse();

        first.Hold(40);

        await second;
        _budget.Held.ShouldBe(100);
    }

    [Fact]
    public async Task One_attempt_is_always_possible_however_large_it_is()
    {
        _budget.TryKeep(50);

        using (await _budget.ReserveAsync(1000, CancellationToken.None))
        {
            _budget.Held.ShouldBe(1050);
        }

        _budget.Held.ShouldBe(50);
    }

    [Fact]
    public async Task Who_stops_waiting_holds_nobody_up_and_nothing_back()
    {
        using var stop = new CancellationTokenSource();
        var first = await _budget.ReserveAsync(90, CancellationToken.None);
        var second = _budget.ReserveAsync(90, stop.Token).AsTask();
        var third = _budget.ReserveAsync(90, CancellationToken.None).AsTask();

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        first.Dispose();

        (await third).Dispose();
        _budget.Held.ShouldBe(0);
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(11, false)]
    public void A_body_that_has_no_room_is_dropped_and_what_a_lane_held_is_given_back_when_it_is_let_go(int most, bool isKept)
    {
        var lanes = new LanesInHand(new PushOptions { MaxMemoryBytes = most }, new ManualClock());
        lanes.Advance(Advance(bytes: 6), lanes.Departed, DateTimeOffset.UnixEpoch);
        var lane = lanes.TryStart().ShouldNotBeNull();

        lanes.HeadOf(lane).ShouldNotBeNull().Body.HasValue.ShouldBe(isKept);
        lanes.EndAttempt(lane, Settlement.Nothing);

        (lanes.InHand().Count, lanes.Memory.Held).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(11, false)]
    public void A_ring_is_queued_with_its_bodies_where_there_is_room_and_else_without(int most, bool isKept)
    {
        var budget = new MemoryBudget(most);
        var drops = 0;
        budget.Dropped = () => drops++;

        var rung = RungAdvances.Take([Advance(bytes: 6)], departed: 3, budget);

        rung.Advances.ShouldHaveSingleItem().Added.ShouldHaveSingleItem().Body.HasValue.ShouldBe(isKept);
        (rung.Bytes, budget.Held, drops, rung.Departed).ShouldBe(isKept ? (6, 6, 0, 3) : (0, 0, 1, 3));
    }

    [Fact]
    public void Without_any_memory_every_update_arrives_in_order_one_at_a_time()
    {
        using var rig = new PushRig(options => options.MaxMemoryBytes = 1);
        rig.Start().Task("t1").Task("t2");
        rig.Register("t1");
        rig.Register("t2", host: "other");
        string[] texts = [.. Enumerable.Range(1, 40).Select(i => $"{i}")];
        rig.Say("t1", texts);
        rig.Say("t2", texts);

        rig.Loop.RunFor(TimeSpan.FromSeconds(2));

        rig.Heard().ShouldBe(["task", .. texts]);
        rig.Heard("other").ShouldBe(["task", .. texts]);
    }

    [Fact]
    public void Endpoints_that_hang_with_large_updates_hold_the_memory_for_a_second_and_then_leave_it_to_others()
    {
        using var rig = new PushRig(options => (options.MaxBodyBytes, options.MaxMemoryBytes) = (32 * KB, 96 * KB));
        for (var i = 0; i < 10; i++)
        {
            rig.Hook($"dead{i}").Answer(200);
            rig.Hook($"dead{i}").AnswerOtherwise(WebhookAnswer.Silence);
            rig.Task($"t{i}").Register($"t{i}", host: $"dead{i}");
            rig.Say($"t{i}", new string('x', 9 * KB));
        }

        rig.Start();
        rig.Loop.RunFor(TimeSpan.FromMilliseconds(900));
        Hanging(rig).ShouldBe(4);

        rig.Loop.RunFor(TimeSpan.FromSeconds(6));

        Hanging(rig).ShouldBe(10);
        rig.Defect.ShouldBeNull();
    }

    private static int Hanging(PushRig rig) => Enumerable.Range(0, 10).Count(i => rig.Hook($"dead{i}").Arrivals.Count > 1);

    private static LaneAdvance Advance(int bytes)
    {
        var row = new LaneRow
        {
            Lane = Guid.NewGuid(),
            Task = PushRig.Key("t1"),
            ConfigId = "default",
            Gate = new GateKey(PushRig.Scope, "https://hook:443"),
            Generation = 1,
            Mask = EventKinds.All,
            Cursor = 1,
            Tail = 2,
            Waiting = 1,
            Progress = LaneProgress.DueAt(DateTimeOffset.UnixEpoch),
        };
        return new LaneAdvance(row, 1, [new LaneDelivery { Sequence = 2, CommittedAt = DateTimeOffset.UnixEpoch, Body = new byte[bytes] }]);
    }
}
