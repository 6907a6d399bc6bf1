using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Taking what is due: gates, room, turns, holds.</summary>
public abstract class DueContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_lane_is_taken_with_what_is_next_on_it_and_with_bodies_that_are_small()
    {
        var writer = await BeginAsync(config: Make.Config());
        var (small, large) = (Make.Text("2") with { TraceParent = "00-trace" }, Make.Text(new string('3', LaneWork.MaxBodyAhead)));
        await writer.CommitAsync(small);
        await writer.CommitAsync(large);

        var taken = await TakeAsync();

        var work = taken.Lanes.ShouldHaveSingleItem();
        work.Row.ShouldBe((await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane);
        work.Next.Select(d => (d.Sequence, d.CommittedAt, d.TraceParent))
            .ShouldBe([(1, Clock.GetUtcNow(), null), (2, Clock.GetUtcNow(), "00-trace"), (3, Clock.GetUtcNow(), null)]);
        work.Next[1].Body.ShouldNotBeNull().ToArray().ShouldBe(small.Payload.ToArray());
        work.Next[2].Body.ShouldBeNull();
        taken.NextDue.ShouldBeNull();
    }

    [Fact]
    public async Task Taking_writes_nothing_so_what_is_not_in_hand_is_taken_again()
    {
        await BeginAsync(config: Make.Config());

        var first = LanesOf(await TakeAsync());

        LanesOf(await TakeAsync()).ShouldBe(first);
        LanesOf(await TakeAsync(inHand: first.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Idle_lanes_are_not_taken()
    {
        await BeginAsync();
        await SetAsync(Make.Config(), snapshot: false);

        ShouldHaveNothing(await TakeAsync());
    }

    [Fact]
    public async Task A_lane_that_is_not_due_says_when_it_will_be()
    {
        var lane = await DueAsync("a", minutes: 2);
        await DueAsync("b", minutes: 5);

        var before = await TakeAsync();
        Clock.Advance(TimeSpan.FromMinutes(2));
        var after = await TakeAsync();

        before.Lanes.ShouldBeEmpty();
        before.NextDue.ShouldBe(Make.Epoch.AddMinutes(2));
        LanesOf(after).ShouldBe([lane]);
        after.NextDue.ShouldBe(Make.Epoch.AddMinutes(5));
    }

    [Fact]
    public async Task Lanes_in_hand_do_not_count_for_the_next_due_time()
    {
        var lane = await DueAsync("a", minutes: 2);
        await DueAsync("b", minutes: 5);

        (await TakeAsync(inHand: id => id == lane)).NextDue.ShouldBe(Make.Epoch.AddMinutes(5));
    }

    [Fact]
    public async Task Within_a_gate_the_oldest_due_lane_comes_first()
    {
        var late = await DueAsync("a", minutes: 3);
        var early = await DueAsync("b", minutes: 1);
        var middle = await DueAsync("c", minutes: 2);
        Clock.Advance(TimeSpan.FromMinutes(4));

        LanesOf(await TakeAsync()).ShouldBe([early, middle, late]);
        LanesOf(await TakeAsync(maxLanes: 2)).ShouldBe([early, middle]);
    }

    [Fact]
    public async Task A_gate_gives_as_many_lanes_as_it_has_room_for()
    {
        await DueAsync("a");
        await DueAsync("b");
        await DueAsync("c");
        var other = await DueAsync("d", origin: "https://other:443");

        var taken = await TakeAsync(room: gate => gate.Origin == Make.Origin ? 1 : 0);
        var none = await TakeAsync(room: _ => 0);

        taken.Lanes.ShouldHaveSingleItem().Row.Lane.ShouldNotBe(other);
        none.Lanes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Room_is_asked_only_of_gates_with_a_lane_to_take()
    {
        await DueAsync("a", minutes: 1);
        var inHand = await DueAsync("b", origin: "https://in-hand:443");
        await DueAsync("c", origin: "https://due:443");
        var asked = new List<string>();

        await TakeAsync(room: gate => { asked.Add(gate.Origin); return 1; }, inHand: lane => lane == inHand);

        asked.Distinct().ShouldBe(["https://due:443"]);
    }

    [Fact]
    public async Task A_gate_with_very_many_due_lanes_does_not_hide_another()
    {
        var writer = await BeginAsync(Make.Key("crowd", owner: "loud"));
        for (var i = 0; i < 100; i++)
        {
            await SetAsync(Make.Config("c" + i), writer.Key);
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        var quiet = await DueAsync("quiet", owner: "quiet");
        var other = await DueAsync("other", origin: "https://other:443");

        var taken = LanesOf(await TakeAsync(maxLanes: 4));

        taken.Count.ShouldBe(4);
        taken.ShouldContain(quiet);
        taken.ShouldContain(other);
    }

    [Fact]
    public async Task Of_more_gates_than_lanes_asked_for_those_with_the_oldest_due_come_first()
    {
        var second = await DueAsync("a", minutes: 2, origin: "https://a:443");
        var third = await DueAsync("b", minutes: 3, origin: "https://b:443");
        var first = await DueAsync("c", minutes: 1, origin: "https://c:443");
        Clock.Advance(TimeSpan.FromMinutes(5));

        LanesOf(await TakeAsync(maxLanes: 2)).ShouldBe([first, second]);
        LanesOf(await TakeAsync(maxLanes: 2, inHand: lane => lane == first)).ShouldBe([second, third]);
    }

    [Fact]
    public async Task Lanes_of_a_held_gate_wait_for_its_end()
    {
        var lane = await DueAsync("a");
        await HoldAsync(GateHold.Breaker, Make.Epoch.AddMinutes(3));

        var held = await TakeAsync();
        Clock.Advance(TimeSpan.FromMinutes(3));
        var open = await TakeAsync();

        held.Lanes.ShouldBeEmpty();
        held.NextDue.ShouldBe(Make.Epoch.AddMinutes(3));
        LanesOf(open).ShouldBe([lane]);
    }

    [Fact]
    public async Task A_lane_due_after_the_hold_of_its_gate_is_next_at_its_own_time()
    {
        await DueAsync("a", minutes: 5);
        await HoldAsync(GateHold.RetryAfter, Make.Epoch.AddMinutes(3));

        (await TakeAsync()).NextDue.ShouldBe(Make.Epoch.AddMinutes(5));
    }

    [Fact]
    public async Task The_hold_of_an_operator_has_no_end_until_it_is_lifted()
    {
        var lane = await DueAsync("a");
        await HoldAsync(GateHold.Operator, DateTimeOffset.MaxValue);

        var held = await TakeAsync();
        await HoldAsync(GateHold.None, default);

        ShouldHaveNothing(held);
        LanesOf(await TakeAsync()).ShouldBe([lane]);
    }

    [Fact]
    public async Task The_hold_of_one_owner_holds_nobody_elses_lanes_to_the_same_origin()
    {
        await DueAsync("a");
        var other = await DueAsync("b", owner: "other");

        await HoldAsync(GateHold.Breaker, Make.Epoch.AddMinutes(3));

        LanesOf(await TakeAsync()).ShouldBe([other]);
    }

    [Fact]
    public async Task A_lane_whose_secret_cannot_be_read_is_taken_when_it_is_due()
    {
        var lane = await DueAsync("a");
        await RecordAsync(
            Result(lane, LaneProgress.DueAt(Make.Epoch.AddMinutes(1))) with { State = LaneState.SecretUnreadable, StateReason = "no key" });

        var before = await TakeAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));

        before.NextDue.ShouldBe(Make.Epoch.AddMinutes(1));
        (await TakeAsync()).Lanes.ShouldHaveSingleItem().Row.State.ShouldBe(LaneState.SecretUnreadable);
    }

    [Fact]
    public async Task A_taker_of_another_epoch_gets_nothing()
    {
        await DueAsync("a");
        await DueAsync("b", minutes: 1);
        var owned = await Store.OwnAsync(Cancel);
        var take = new LaneTake { Epoch = owned.Epoch - 1, Now = Clock.GetUtcNow(), MaxLanes = 10, Room = _ => 10, InHand = _ => false };

        ShouldHaveNothing(await Store.TakeDueAsync(take, Cancel));
    }

    /// <summary>A task with one delivery waiting, due so many minutes after the epoch (0: at once).</summary>
    private async Task<Guid> DueAsync(string task, int minutes = 0, string origin = Make.Origin, string owner = "")
    {
        var writer = await BeginAsync(Make.Key(task, owner), Make.Config(origin: origin));
        var lane = (await Store.GetAsync(writer.Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        if (minutes > 0)
        {
            await RecordAsync(Result(lane, LaneProgress.DueAt(Make.Epoch.AddMinutes(minutes))));
        }

        return lane;
    }

    private Task<RecordOutcome> HoldAsync(GateHold hold, DateTimeOffset until) =>
        RecordAsync([], [new GateRow { Key = new GateKey(OwnerScope.Anonymous, Make.Origin), Hold = hold, HeldUntil = until, Level = 1 }]);
}
