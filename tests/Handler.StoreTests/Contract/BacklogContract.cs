using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Lanes that are full, and how they go on. Five may wait on a lane, eight for an owner.</summary>
public abstract class BacklogContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private TaskWriter _writer = null!;
    private Guid _lane;

    protected override BacklogLimits Limits { get; } = new() { MaxWaitingPerLane = 5, MaxWaitingPerOwner = 8 };

    [Fact]
    public async Task A_lane_takes_what_may_wait_and_passes_over_the_rest()
    {
        await OneWaitsAsync();

        await CommitAsync(6);

        var row = await RowAsync(_lane);
        (row.State, row.Tail, row.Waiting, row.PassedOver).ShouldBe((LaneState.Overflowed, 5, 5, 2));
        row.StateReason.ShouldNotBeNull().ShouldContain("as may");
        (await WaitingAsync(_lane)).ShouldBe([1, 2, 3, 4, 5]);
        Rings.Added(_lane).ShouldBe([1, 2, 3, 4, 5]);
        Rings.All[^1].Advance.ShouldNotBeNull().Row.ShouldBe(row);
    }

    [Fact]
    public async Task A_lane_that_is_full_to_the_last_is_not_yet_overflowed()
    {
        await OneWaitsAsync();

        await CommitAsync(4);

        var row = await RowAsync(_lane);
        (row.State, row.Waiting, row.PassedOver).ShouldBe((LaneState.Active, 5, 0));
        Store.IsFull(row).ShouldBeTrue();
    }

    [Fact]
    public async Task The_tail_of_a_full_lane_stands_still_while_it_is_sent()
    {
        await OneWaitsAsync();
        await CommitAsync(6);
        Rings.Clear();

        (await DrainAsync(Delivered(_lane, 4, 4))).ShouldBeEmpty();
        await CommitAsync(3);

        var row = await RowAsync(_lane);
        (row.State, row.Tail, row.Waiting, row.PassedOver).ShouldBe((LaneState.Overflowed, 5, 1, 5));
        Rings.All.ShouldBeEmpty();
        LanesOf(await TakeAsync()).ShouldBe([_lane]);
    }

    [Fact]
    public async Task The_result_that_settles_the_last_of_it_says_that_it_is_drained()
    {
        await OneWaitsAsync();
        await CommitAsync(6);

        (await DrainAsync(Delivered(_lane, 4, 4))).ShouldBeEmpty();
        (await Store.ListDrainedAsync(10, Cancel)).ShouldBeEmpty();
        (await DrainAsync(Result(_lane) with { Death = Death(5, 5) })).ShouldBe([_lane]);
        (await Store.ListDrainedAsync(10, Cancel)).ShouldBe([_lane]);
        (await Store.ListDrainedAsync(0, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drained_lane_goes_on_with_the_whole_task()
    {
        await DrainedAsync();
        Rings.Clear();
        Clock.Advance(TimeSpan.FromMinutes(1));

        var row = (await ResumeAsync()).ShouldNotBeNull();

        row.ShouldBe(await RowAsync(_lane));
        (row.State, row.StateReason, row.Cursor, row.Tail, row.Passed, row.Waiting, row.PassedOver).ShouldBe((LaneState.Active, null, 7, 8, 5, 1, 2));
        row.Progress.ShouldBe(LaneProgress.DueAt(Clock.GetUtcNow()));
        Make.TextsOf((await BodyAsync(_lane, 8)).Task.ShouldNotBeNull()).ShouldBe(["0", "1", "2", "3", "4", "5"]);
        var ring = Rings.All.ShouldHaveSingleItem().Advance.ShouldNotBeNull();
        (ring.Row, ring.TailBefore, ring.Added.Single().Sequence).ShouldBe((row, 5, 8));
        (await Store.ListDrainedAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_passed_a_lane_over_is_not_read_afterwards_and_what_comes_next_is()
    {
        await DrainedAsync();
        await ResumeAsync();

        await CommitAsync(2);

        (await WaitingAsync(_lane)).ShouldBe([8, 9, 10]);
        Make.TextsOf((await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Task).Count.ShouldBe(8);
        (await Store.ReadEventsAsync(Key, 0, 100, Cancel)).Select(e => e.Sequence).ShouldBe([1, 2, 3, 4, 5, 6, 7, 9, 10]);
    }

    [Fact]
    public async Task A_drained_lane_keeps_its_backoff()
    {
        await OneWaitsAsync();
        await CommitAsync(6);
        var later = Clock.GetUtcNow().AddMinutes(5);
        await RecordAsync(Result(_lane, new LaneProgress(later, 2, 1, 7)) with { Death = Death(1, 5) });

        var row = (await ResumeAsync()).ShouldNotBeNull();

        row.Progress.ShouldBe(new LaneProgress(later, 0, 0, 7));
    }

    [Fact]
    public async Task Without_a_snapshot_it_goes_on_with_the_next_commit()
    {
        await DrainedAsync();
        Rings.Clear();

        var row = (await ResumeAsync(snapshot: false)).ShouldNotBeNull();
        await CommitAsync(1);

        (row.State, row.Cursor, row.Tail, row.Waiting).ShouldBe((LaneState.Active, 7, 7, 0));
        (await WaitingAsync(_lane)).ShouldBe([8]);
    }

    [Fact]
    public async Task Only_a_lane_that_is_full_and_drained_is_let_go_on()
    {
        await OneWaitsAsync();
        (await ResumeAsync()).ShouldBeNull();
        await CommitAsync(6);
        (await ResumeAsync()).ShouldBeNull();
        await RecordAsync(Delivered(_lane, 5, 5));
        (await ResumeAsync(epoch: 1)).ShouldBeNull();
        (await ResumeAsync()).ShouldNotBeNull();
        (await ResumeAsync()).ShouldBeNull();
        await Store.DeleteAsync(Key, "config", Cancel);
        (await ResumeAsync()).ShouldBeNull();

        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().LastSequence.ShouldBe(8);
    }

    [Fact]
    public async Task The_bodies_that_were_kept_for_what_passed_it_over_are_forgotten()
    {
        NotificationBodyRenderer bodies = (_, _, _) => "kept"u8.ToArray();
        _writer = await BeginAsync(config: Make.Config(format: WireFormat.V03, mask: EventKinds.Artifact), bodies: bodies);
        _lane = await LaneAsync();
        await CommitAsync(6);
        await RecordAsync(Delivered(_lane, 6, 5));
        (await Store.ReadBodyAsync(_lane, 7, Cancel)).ShouldNotBeNull().Span.SequenceEqual("kept"u8).ShouldBeTrue();

        await ResumeAsync(bodies: bodies);

        (await Store.ReadBodyAsync(_lane, 7, Cancel)).ShouldNotBeNull().Span.SequenceEqual("kept"u8).ShouldBeFalse();
        (await Store.ReadBodyAsync(_lane, 8, Cancel)).ShouldNotBeNull().Span.SequenceEqual("kept"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_made_by_hand_is_taken_with_all_before_it()
    {
        await OneWaitsAsync();

        await _writer.CommitAsync(
            Make.Text("a"), Make.Text("b"), Make.Text("c"), Make.Text("d"), Make.Text("e"), Make.Said("hand") with { Target = EventTarget.For(_lane) }, Make.Text("f"));

        var row = await RowAsync(_lane);
        (row.State, row.Waiting, row.PassedOver).ShouldBe((LaneState.Overflowed, 7, 1));
        (await NextAsync(_lane))[^1].ShouldBe(7);
    }

    [Fact]
    public async Task No_result_makes_a_full_lane_take_events_again()
    {
        await OneWaitsAsync();
        await CommitAsync(6);

        await RecordAsync(Result(_lane) with { State = LaneState.SecretUnreadable, StateReason = "no key" });
        await RecordAsync(Result(_lane) with { State = LaneState.Active });

        (await RowAsync(_lane)).State.ShouldBe(LaneState.Overflowed);
        await RecordAsync(Result(_lane) with { State = LaneState.Gone, StateReason = "410" });
        (await RowAsync(_lane)).State.ShouldBe(LaneState.Gone);
        (await Store.ListDrainedAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_for_an_owner_is_bounded_over_all_lanes_and_one_where_nothing_waits_takes_one()
    {
        await OneWaitsAsync();
        await CommitAsync(4);
        var second = await BeginAsync(Make.Key("second"), Make.Config());
        await second.CommitAsync(Make.Text("a", "second"), Make.Text("b", "second"), Make.Text("c", "second"), Make.Text("d", "second"));
        var third = await BeginAsync(Make.Key("third"), Make.Config());
        await third.CommitAsync(Make.Text("a", "third"));

        var other = await BeginAsync(Make.Key("others", owner: "other"), Make.Config());
        await other.CommitAsync(Make.Text("a", "others"));

        (await StandingAsync(Key)).ShouldBe((LaneState.Active, 5, 0));
        (await StandingAsync(second.Key)).ShouldBe((LaneState.Overflowed, 3, 2));
        (await StandingAsync(third.Key)).ShouldBe((LaneState.Overflowed, 1, 1));
        (await StandingAsync(other.Key)).ShouldBe((LaneState.Active, 2, 0));
    }

    [Fact]
    public async Task What_is_settled_or_deleted_makes_room_for_the_owner()
    {
        await OneWaitsAsync();
        await CommitAsync(4);
        var second = await BeginAsync(Make.Key("second"), Make.Config());
        await second.CommitAsync(Make.Text("a", "second"), Make.Text("b", "second"));
        var lane = (await Store.GetAsync(second.Key, "config", Cancel)).ShouldNotBeNull().Lane;

        Store.IsFull(lane).ShouldBeTrue();
        await RecordAsync(Delivered(_lane, 1, 1));
        Store.IsFull(lane).ShouldBeFalse();
        await second.CommitAsync(Make.Text("c", "second"));
        Store.IsFull(lane).ShouldBeTrue();
        await RecordAsync(Result(_lane) with { Death = Death(2, 2) });
        Store.IsFull(lane).ShouldBeFalse();
        await second.CommitAsync(Make.Text("d", "second"));
        Store.IsFull(lane).ShouldBeTrue();
        await SetAsync(Make.Config(mask: EventKinds.Status));
        Store.IsFull(lane).ShouldBeFalse();
        await SetAsync(Make.Config());
        Store.IsFull(lane).ShouldBeTrue();
        await Store.DeleteAsync(Key, "config", Cancel);
        Store.IsFull(lane).ShouldBeFalse();
    }

    [Fact]
    public async Task A_config_may_ask_for_a_smaller_backlog_and_gets_the_whole_task_in_the_place_of_the_rest()
    {
        _writer = await BeginAsync(config: Make.Config(collapseAbove: 2));
        _lane = await LaneAsync();

        await CommitAsync(4);

        var row = await RowAsync(_lane);
        (row.CollapseAbove, row.State, row.Waiting, row.PassedOver).ShouldBe((2, LaneState.Overflowed, 2, 3));
        (await DrainAsync(Delivered(_lane, 2, 2))).ShouldBe([_lane]);
        (await ResumeAsync()).ShouldNotBeNull();
        (await WaitingAsync(_lane)).ShouldBe([6]);
        Make.TextsOf((await BodyAsync(_lane, 6)).Task.ShouldNotBeNull()).ShouldBe(["0", "1", "2", "3"]);
    }

    [Fact]
    public async Task What_a_config_asks_for_is_no_more_than_the_store_allows_and_changes_with_it()
    {
        _writer = await BeginAsync(config: Make.Config(collapseAbove: 1000));
        _lane = await LaneAsync();
        await CommitAsync(2);

        (await SetAsync(Make.Config(collapseAbove: 1000))).Outcome.ShouldBe(ConfigWriteOutcome.Unchanged);
        (await SetAsync(Make.Config(collapseAbove: 3))).Outcome.ShouldBe(ConfigWriteOutcome.Replaced);
        (await RowAsync(_lane)).CollapseAbove.ShouldBe(3);
        await CommitAsync(1);
        (await RowAsync(_lane)).State.ShouldBe(LaneState.Overflowed);
        (await SetAsync(Make.Config())).Config.ShouldNotBeNull().Lane.CollapseAbove.ShouldBeNull();
        (await TakeAsync()).Lanes.ShouldHaveSingleItem().Row.ShouldBe(await RowAsync(_lane));
    }

    [Fact]
    public async Task What_a_config_asks_for_beyond_the_limit_is_held_to_the_limit()
    {
        _writer = await BeginAsync(config: Make.Config(collapseAbove: 1000));
        _lane = await LaneAsync();

        await CommitAsync(6);

        (await RowAsync(_lane)).Waiting.ShouldBe(5);
    }

    private async Task OneWaitsAsync()
    {
        _writer = await BeginAsync(config: Make.Config());
        _lane = await LaneAsync();
    }

    private async Task DrainedAsync()
    {
        await OneWaitsAsync();
        await CommitAsync(6);
        await RecordAsync(Delivered(_lane, 5, 5));
    }

    private async Task<Guid> LaneAsync() => (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;

    private Task<CommitResult> CommitAsync(int events) => _writer.CommitAsync([.. Enumerable.Range(0, events).Select(i => Make.Text($"{i}"))]);

    private async Task<LaneRow?> ResumeAsync(bool snapshot = true, int epoch = 0, NotificationBodyRenderer? bodies = null)
    {
        var owned = await Store.OwnAsync(Cancel);
        return await Store.ResumeWithSnapshotAsync(
            new LaneResume { Epoch = owned.Epoch - epoch, Lane = _lane, WithSnapshot = snapshot, Bodies = bodies }, Cancel);
    }

    private async Task<(LaneState State, int Waiting, long PassedOver)> StandingAsync(TaskKey task)
    {
        var row = (await Store.GetAsync(task, "config", Cancel)).ShouldNotBeNull().Lane;
        return (row.State, row.Waiting, row.PassedOver);
    }
}
