using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Lanes: what they read of a log, and what commits do to them.</summary>
public abstract class LaneContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task An_inline_config_starts_at_the_beginning_and_gets_no_snapshot()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"));

        var config = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull();

        config.Lane.Cursor.ShouldBe(0);
        config.Lane.Tail.ShouldBe(2);
        config.Lane.Waiting.ShouldBe(2);
        config.Lane.Passed.ShouldBeNull();
        config.Lane.Generation.ShouldBe(1);
        config.Lane.Gate.ShouldBe(new GateKey(Key.Scope, Make.Origin));
        config.Lane.Mask.ShouldBe(EventKinds.All);
        (await NextAsync(config.Lane.Lane)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_late_config_opens_with_a_snapshot_for_its_lane_alone()
    {
        var writer = await BeginAsync(config: Make.Config("first"));
        await writer.CommitAsync(Make.Text("two"));
        Clock.Advance(TimeSpan.FromSeconds(5));

        var late = (await SetAsync(Make.Config("late"))).Config.ShouldNotBeNull();

        (late.Lane.Cursor, late.Lane.Tail, late.Lane.Waiting).ShouldBe((2, 3, 1));
        late.Lane.Progress.Due.ShouldBe(Clock.GetUtcNow());
        var snapshot = await BodyAsync(late.Lane.Lane, 3);
        A2AJson.Write(snapshot.Task.ShouldNotBeNull()).ShouldBe(A2AJson.Write(writer.Task));
        var first = (await Store.GetAsync(Key, "first", Cancel)).ShouldNotBeNull().Lane;
        (first.Tail, first.Waiting).ShouldBe((2, 2));
        (await Store.ReadBodyAsync(first.Lane, 3, Cancel)).ShouldBeNull();
        (await writer.CommitAsync(Make.Text("four"))).FirstSequence.ShouldBe(4);
        (await NextAsync(late.Lane.Lane)).ShouldBe([3, 4]);
        (await NextAsync(first.Lane)).ShouldBe([1, 2, 4]);
    }

    [Fact]
    public async Task A_snapshot_is_rung_with_its_body()
    {
        await BeginAsync();

        var lane = await LaneOfAsync(Make.Config());

        var advance = Rings.Of(lane).ShouldHaveSingleItem().Advance.ShouldNotBeNull();
        advance.TailBefore.ShouldBe(1);
        advance.Row.ShouldBe(await RowAsync(lane));
        var delivery = advance.Added.ShouldHaveSingleItem();
        delivery.Sequence.ShouldBe(2);
        delivery.Body.ShouldNotBeNull().ToArray().ShouldBe((await Store.ReadBodyAsync(lane, 2, Cancel)).ShouldNotBeNull().ToArray());
    }

    [Fact]
    public async Task A_snapshot_counts_neither_to_the_task_nor_to_its_bytes()
    {
        await BeginAsync();
        var before = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();

        await SetAsync(Make.Config());

        var after = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
        after.LastSequence.ShouldBe(2);
        after.BytesSinceCheckpoint.ShouldBe(before.BytesSinceCheckpoint);
        A2AJson.Write(after.Task).ShouldBe(A2AJson.Write(before.Task));
        (await Store.ReadEventsAsync(Key, 1, 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_of_a_task_that_has_ended_is_sent_too()
    {
        var writer = await BeginAsync();
        await writer.EndAsync(Make.Status(TaskState.Completed));

        var lane = await LaneOfAsync(Make.Config());

        (await BodyAsync(lane, 3)).Task.ShouldNotBeNull().Status.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task Without_a_snapshot_a_lane_reads_from_the_next_commit_on()
    {
        var writer = await BeginAsync();

        var lane = await LaneOfAsync(Make.Config(), snapshot: false);

        var opened = await RowAsync(lane);
        (opened.Cursor, opened.Tail, opened.Waiting).ShouldBe((1, 1, 0));
        Rings.Of(lane).ShouldBeEmpty();
        (await writer.CommitAsync(Make.Text("next"))).FirstSequence.ShouldBe(2);
        (await NextAsync(lane)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_snapshot_passes_any_mask()
    {
        await BeginAsync();

        var lane = await LaneOfAsync(Make.Config(mask: EventKinds.Status));

        (await RowAsync(lane)).Mask.ShouldBe(EventKinds.Status | EventKinds.Snapshot);
        (await NextAsync(lane)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_lane_reads_the_kinds_of_its_mask_alone()
    {
        var writer = await BeginAsync(config: Make.Config(mask: EventKinds.Status | EventKinds.Message));
        await writer.CommitAsync(Make.Text("2"), Make.Said("3"), Make.Text("4"));
        await writer.CommitAsync(Make.Text("5"));

        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane;

        (lane.Tail, lane.Waiting).ShouldBe((3, 2));
        (await NextAsync(lane.Lane)).ShouldBe([1, 3]);
        Rings.Added(lane.Lane).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_lane_of_commit_ends_reads_the_last_event_of_each_commit()
    {
        var writer = await BeginAsync(config: Make.Config(mask: EventKinds.Status | EventKinds.CommitEnd));
        await writer.CommitAsync(Make.Text("2"), Make.Text("3"));
        await writer.CommitAsync(Make.Status(TaskState.Working), Make.Text("5"), Make.Text("6"));

        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;

        (await NextAsync(lane)).ShouldBe([1, 3, 4, 6]);
    }

    [Fact]
    public async Task What_is_for_one_lane_is_read_by_no_other()
    {
        var writer = await BeginAsync();
        var one = await LaneOfAsync(Make.Config("one"), snapshot: false);
        var other = await LaneOfAsync(Make.Config("other"), snapshot: false);
        Rings.Clear();

        await writer.CommitAsync(Make.Text("by hand") with { Target = EventTarget.For(one) });
        await writer.CommitAsync(Make.Text("for nobody") with { Target = EventTarget.None });

        (await NextAsync(one)).ShouldBe([2]);
        (await NextAsync(other)).ShouldBeEmpty();
        (await RowAsync(other)).Tail.ShouldBe(1);
        Rings.All.Select(ring => ring.Lane).ShouldBe([one]);
        (await Store.ReadBodyAsync(other, 2, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_that_stays_open_after_the_end_of_its_task_writes_for_one_lane_until_it_ends()
    {
        var writer = await BeginAsync(config: Make.Config());
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await writer.CheckpointAsync(Make.Status(TaskState.Completed));
        var ended = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();

        var open = await writer.CommitAsync(Make.Text("by hand") with { Target = EventTarget.For(lane) });
        var closed = await writer.EndAsync();
        var late = await writer.CommitAsync(Make.Text("late") with { Target = EventTarget.For(lane) });

        (open.Outcome, open.FirstSequence).ShouldBe((CommitOutcome.Committed, 3));
        closed.Outcome.ShouldBe(CommitOutcome.Committed);
        late.Outcome.ShouldBe(CommitOutcome.RunLost);
        (await NextAsync(lane)).ShouldBe([1, 2, 3]);
        (await BodyAsync(lane, 3)).ArtifactUpdate.ShouldNotBeNull();
        var stored = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
        A2AJson.Write(stored.Task).ShouldBe(A2AJson.Write(ended.Task));
        (stored.LastSequence, stored.Run, stored.BytesSinceCheckpoint).ShouldBe((3, null, 0));
    }

    [Fact]
    public async Task A_run_of_an_ended_task_that_a_crash_left_open_is_ended_by_its_takeover()
    {
        var writer = await BeginAsync();
        await writer.CommitAsync(Make.Status(TaskState.Completed));

        var taken = await Store.BeginRunAsync(Key, writer.Run, Cancel);

        taken.Outcome.ShouldBe(BeginRunOutcome.Ended);
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Run.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_for_one_lane_passes_its_mask_first()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config(mask: EventKinds.Status), snapshot: false);

        await writer.CommitAsync(Make.Text("filtered") with { Target = EventTarget.For(lane) });

        (await RowAsync(lane)).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_rings_for_the_lanes_that_read_it_with_bodies_and_the_tail_before()
    {
        var writer = await BeginAsync();
        var reading = await LaneOfAsync(Make.Config("reading"), snapshot: false);
        await SetAsync(Make.Config("deaf", mask: EventKinds.Status), snapshot: false);
        Rings.Clear();
        NewEvent[] events = [Make.Text("2") with { TraceParent = "00-trace" }, Make.Text("3")];

        await writer.CommitAsync(events);

        var ring = Rings.All.ShouldHaveSingleItem();
        ring.Lane.ShouldBe(reading);
        var advance = ring.Advance.ShouldNotBeNull();
        advance.TailBefore.ShouldBe(1);
        advance.Row.ShouldBe(await RowAsync(reading));
        advance.Added.Select(d => (d.Sequence, d.CommittedAt, d.TraceParent))
            .ShouldBe([(2, Clock.GetUtcNow(), "00-trace"), (3, Clock.GetUtcNow(), null)]);
        advance.Added.Select(d => d.Body!.Value.ToArray()).ShouldBe(events.Select(e => e.Payload.ToArray()));
    }

    [Fact]
    public async Task A_commit_makes_an_idle_lane_due_no_earlier_than_now()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config(), snapshot: false);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await writer.CommitAsync(Make.Text("2"));

        (await RowAsync(lane)).Progress.Due.ShouldBe(Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_commit_does_not_shorten_the_wait_of_an_idle_lane()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config());
        var later = Clock.GetUtcNow().AddMinutes(5);
        await RecordAsync(Delivered(lane, 2, 1) with { Progress = new LaneProgress(later, 0, 0, 3) });

        await writer.CommitAsync(Make.Text("3"));

        (await RowAsync(lane)).Progress.ShouldBe(new LaneProgress(later, 0, 0, 3));
    }

    [Fact]
    public async Task A_commit_leaves_the_due_time_of_a_lane_where_something_waits()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config());
        var due = (await RowAsync(lane)).Progress.Due;
        Clock.Advance(TimeSpan.FromMinutes(1));

        await writer.CommitAsync(Make.Text("3"));

        (await RowAsync(lane)).Progress.Due.ShouldBe(due);
    }

    [Fact]
    public async Task At_most_sixteen_deliveries_are_read_ahead_from_any_place()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync([.. Enumerable.Range(2, 40).Select(i => Make.Text(i + ""))]);
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;

        (await NextAsync(lane)).ShouldBe(Enumerable.Range(1, 16).Select(i => (long)i));
        (await NextAsync(lane, after: 30)).ShouldBe(Enumerable.Range(31, 11).Select(i => (long)i));
        (await NextAsync(lane, after: 41)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_settled_is_not_read_again()
    {
        await BeginAsync(config: Make.Config());
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(Delivered(lane, 1, 1));

        (await NextAsync(lane, after: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_body_of_a_1_0_lane_is_the_payload_byte_for_byte()
    {
        var writer = await BeginAsync(config: Make.Config());
        var added = Make.Text("snowman ☃ <b>");
        await writer.CommitAsync(added);
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;

        (await Store.ReadBodyAsync(lane, 2, Cancel)).ShouldNotBeNull().ToArray().ShouldBe(added.Payload.ToArray());
        (await Store.ReadBodyAsync(lane, 3, Cancel)).ShouldBeNull();
        (await Store.ReadBodyAsync(Guid.CreateVersion7(), 2, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_lane_is_a_uuid_of_version_7_and_in_shard_0()
    {
        await BeginAsync();

        var lane = (await SetAsync(Make.Config())).Config.ShouldNotBeNull().Lane;

        lane.Lane.Version.ShouldBe(7);
        lane.Shard.ShouldBe(0);
        lane.State.ShouldBe(LaneState.Active);
    }

    [Fact]
    public async Task The_endpoint_is_read_with_its_generation()
    {
        await BeginAsync();
        var lane = await LaneOfAsync(Make.Config(secret: "sealed"));

        var endpoint = (await Store.ReadEndpointAsync(lane, Cancel)).ShouldNotBeNull();

        endpoint.Generation.ShouldBe(1);
        endpoint.Format.ShouldBe(WireFormat.V1);
        endpoint.Endpoint.Origin.ShouldBe(Make.Origin);
        endpoint.Endpoint.Secret.ToArray().ShouldBe("sealed"u8.ToArray());
        (await Store.ReadEndpointAsync(Guid.CreateVersion7(), Cancel)).ShouldBeNull();
    }
}
