using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>What is overdue at a held gate is given up without an attempt.</summary>
public abstract class HeldExpiryContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly GateKey Gate = new(OwnerScope.Anonymous, Make.Origin);
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(24);

    [Theory]
    [InlineData(GateHold.Breaker)]
    [InlineData(GateHold.RetryAfter)]
    public async Task What_is_overdue_at_a_held_gate_dies_as_one_stretch_and_the_rest_lives(GateHold hold)
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"));
        var lane = await LaneAsync();
        await RecordAsync(Result(lane, new LaneProgress(Clock.GetUtcNow(), 4, 1, 4)) with { Attempts = [Make.Attempt(1, 4)] });
        Clock.Advance(Horizon);
        await writer.CommitAsync(Make.Text("3"));
        await HoldAsync(hold);
        Rings.Clear();

        var expired = await ExpireAsync();

        expired.ShouldBe(new HeldExpired(1, 2));
        var dead = (await Store.ListDeadAsync(lane, Cancel)).ShouldHaveSingleItem();
        (dead.From, dead.To, dead.Count, dead.Reason, dead.At).ShouldBe((1, 2, 2, DeadReason.ExpiredHeld, Clock.GetUtcNow()));
        dead.LastAttempt.ShouldNotBeNull().Number.ShouldBe(4);
        var row = await RowAsync(lane);
        (row.Cursor, row.Passed, row.Waiting).ShouldBe((2, 2, 1));
        row.Progress.ShouldBe(new LaneProgress(Make.Epoch, 0, 0, 4));
    }

    [Fact]
    public async Task Whoever_has_read_the_lane_before_is_told_that_it_has_changed()
    {
        var lane = await OverdueAsync("task");
        await HoldAsync();
        Rings.Clear();

        await ExpireAsync();

        Rings.All.ShouldBe([new RingLog.Ring(lane, null, 2)]);
        (await RowAsync(lane)).Generation.ShouldBe(2);
        (await Store.ReadEndpointAsync(lane, Cancel)).ShouldNotBeNull().Generation.ShouldBe(2);
    }

    [Fact]
    public async Task A_result_that_began_before_moves_nothing_but_the_cursor()
    {
        var lane = await OverdueAsync("task");
        await HoldAsync();
        await ExpireAsync();

        await RecordAsync(Delivered(lane, 1, 1));

        var row = await RowAsync(lane);
        (row.Cursor, row.Waiting).ShouldBe((1, 0));
        (await Store.ListDeadAsync(lane, Cancel)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(GateHold.None)]
    [InlineData(GateHold.Operator)]
    public async Task Nothing_expires_at_a_gate_that_is_open_or_that_an_operator_holds(GateHold hold)
    {
        var lane = await OverdueAsync("task");
        await HoldAsync(hold);

        (await ExpireAsync()).ShouldBe(default);
        (await RowAsync(lane)).Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task A_gate_that_is_being_probed_still_expires_what_is_overdue()
    {
        await OverdueAsync("task");
        await HoldAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));

        (await ExpireAsync()).Lanes.ShouldBe(1);
    }

    [Fact]
    public async Task The_hold_of_one_owner_expires_nobody_elses()
    {
        var others = await OverdueAsync("task", owner: "other");
        await HoldAsync();

        (await ExpireAsync()).ShouldBe(default);
        (await RowAsync(others)).Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_a_moment_younger_than_the_horizon_lives()
    {
        await BeginAsync(config: Make.Config());
        Clock.Advance(Horizon - TimeSpan.FromTicks(1));
        await HoldAsync();

        var before = await ExpireAsync();
        Clock.Advance(TimeSpan.FromTicks(1));

        before.ShouldBe(default);
        (await ExpireAsync()).ShouldBe(new HeldExpired(1, 1));
    }

    [Fact]
    public async Task The_time_of_an_operators_hold_does_not_count()
    {
        await BeginAsync(config: Make.Config());
        await Store.HoldGateAsync(Gate, "ann", null, Cancel);
        Clock.Advance(TimeSpan.FromDays(3));
        await Store.ResumeGateAsync(Gate, Cancel);
        Clock.Advance(Horizon - TimeSpan.FromMinutes(1));
        await HoldAsync(generation: 2);

        var before = await ExpireAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));

        before.ShouldBe(default);
        (await ExpireAsync()).ShouldBe(new HeldExpired(1, 1));
    }

    [Fact]
    public async Task Pauses_that_nothing_alive_asks_for_are_dropped()
    {
        await BeginAsync(config: Make.Config());
        await Store.HoldGateAsync(Gate, "ann", null, Cancel);
        Clock.Advance(TimeSpan.FromHours(1));
        await Store.ResumeGateAsync(Gate, Cancel);
        Clock.Advance(Horizon - TimeSpan.FromMinutes(1));

        await ExpireAsync();
        var before = (await Store.ListGatesAsync(Cancel)).ShouldHaveSingleItem();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ExpireAsync();

        before.Pauses.All.ShouldHaveSingleItem();
        (await Store.ListGatesAsync(Cancel)).ShouldHaveSingleItem().Pauses.ShouldBe(GatePauses.None);
    }

    [Fact]
    public async Task Lanes_in_hand_are_left_to_who_has_them()
    {
        var inHand = await OverdueAsync("a");
        await OverdueAsync("b");
        await HoldAsync();

        var expired = await ExpireAsync(inHand: lane => lane == inHand);

        expired.Lanes.ShouldBe(1);
        (await RowAsync(inHand)).Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task So_many_lanes_at_a_time()
    {
        foreach (var task in (string[])["a", "b", "c"])
        {
            await OverdueAsync(task);
        }

        await HoldAsync();

        (await ExpireAsync(most: 2)).Lanes.ShouldBe(2);
        (await ExpireAsync(most: 2)).Lanes.ShouldBe(1);
        (await ExpireAsync(most: 2)).Lanes.ShouldBe(0);
    }

    [Fact]
    public async Task A_delivery_for_one_lane_alone_expires_too_and_what_a_lane_does_not_read_does_not_count()
    {
        var writer = await BeginAsync();
        await writer.CommitAsync(Make.Text("2"));
        var late = await LaneOfAsync(Make.Config(mask: EventKinds.Status));
        Clock.Advance(TimeSpan.FromHours(1));
        await writer.CommitAsync(Make.Text("4"));
        Clock.Advance(TimeSpan.FromHours(1));
        await writer.CommitAsync(Make.Status(TaskState.Working));
        Clock.Advance(Horizon - TimeSpan.FromHours(1));
        await HoldAsync();

        (await ExpireAsync()).ShouldBe(new HeldExpired(1, 1));

        (await NextAsync(late)).ShouldBe([5]);
        (await Store.ListDeadAsync(late, Cancel)).ShouldHaveSingleItem().To.ShouldBe(3);
    }

    [Fact]
    public async Task An_owner_of_another_epoch_expires_nothing()
    {
        var lane = await OverdueAsync("task");
        await HoldAsync();
        var owned = await Store.OwnAsync(Cancel);

        var expired = await Store.ExpireHeldAsync(
            new HeldExpiry { Epoch = owned.Epoch - 1, Now = Clock.GetUtcNow(), Horizon = Horizon, InHand = _ => false }, Cancel);

        expired.ShouldBe(default);
        (await RowAsync(lane)).Waiting.ShouldBe(1);
    }

    private async Task<Guid> LaneAsync(TaskKey? task = null) =>
        (await Store.GetAsync(task ?? Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;

    /// <summary>A task with one delivery that is overdue when this returns.</summary>
    private async Task<Guid> OverdueAsync(string task, string owner = "")
    {
        var key = Make.Key(task, owner);
        await BeginAsync(key, Make.Config());
        Clock.Advance(Horizon);
        return await LaneAsync(key);
    }

    private Task<RecordOutcome> HoldAsync(GateHold hold = GateHold.Breaker, long generation = 0) => RecordAsync(
        [],
        [new GateRow { Key = Gate, Hold = hold, HeldUntil = Clock.GetUtcNow().AddMinutes(5), Level = 1, Generation = generation }]);

    private async Task<HeldExpired> ExpireAsync(int most = HeldExpiry.MostLanes, Func<Guid, bool>? inHand = null)
    {
        var owned = await Store.OwnAsync(Cancel);
        var expiry = new HeldExpiry
        {
            Epoch = owned.Epoch,
            Now = Clock.GetUtcNow(),
            Horizon = Horizon,
            MaxLanes = most,
            InHand = inHand ?? (_ => false),
        };
        return await Store.ExpireHeldAsync(expiry, Cancel);
    }
}
