using System.Text;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Replacing a config: what stays, what begins anew, and when a new lane takes over.</summary>
public abstract class ReplacingContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const string Elsewhere = "https://elsewhere.example:443";

    [Fact]
    public async Task Replacing_keeps_the_lane_and_what_waits()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"), Make.Text("3"));
        var before = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull();
        await RecordAsync(Delivered(before.Lane.Lane, 1, 1));
        Clock.Advance(TimeSpan.FromMinutes(1));

        var replaced = await SetAsync(Make.Config(secret: "new"));

        replaced.Outcome.ShouldBe(ConfigWriteOutcome.Replaced);
        var lane = replaced.Config.ShouldNotBeNull().Lane;
        lane.Lane.ShouldBe(before.Lane.Lane);
        (lane.Generation, lane.Cursor, lane.Tail, lane.Passed, lane.Waiting).ShouldBe((2, 1, 3, 1, 2));
        replaced.Config.CreatedAt.ShouldBe(before.CreatedAt);
        (await Store.ReadEndpointAsync(lane.Lane, Cancel)).ShouldNotBeNull().Endpoint.Secret.ToArray().ShouldBe("new"u8.ToArray());
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().LastSequence.ShouldBe(3);
    }

    [Fact]
    public async Task Replacing_forgets_failures_and_refusals_keeps_tries_and_is_due_now()
    {
        await BeginAsync(config: Make.Config());
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(Result(lane, new LaneProgress(Clock.GetUtcNow().AddHours(1), 3, 2, 7)));
        Clock.Advance(TimeSpan.FromMinutes(1));

        await SetAsync(Make.Config(secret: "new"));

        (await RowAsync(lane)).Progress.ShouldBe(new LaneProgress(Clock.GetUtcNow(), 3, 0, 0));
        LanesOf(await TakeAsync()).ShouldBe([lane]);
    }

    [Fact]
    public async Task Replacing_is_told_before_the_answer_and_rings_for_what_waits()
    {
        await BeginAsync(config: Make.Config());
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        Rings.Clear();

        await SetAsync(Make.Config(secret: "new"));

        var rings = Rings.Of(lane);
        rings.Count.ShouldBe(2);
        (rings[0].Advance, rings[0].Generation).ShouldBe((null, 2));
        var advance = rings[1].Advance.ShouldNotBeNull();
        advance.Row.Generation.ShouldBe(2);
        advance.TailBefore.ShouldBe(1);
        advance.Added.ShouldBeEmpty();
    }

    [Fact]
    public async Task Replacing_an_idle_config_rings_for_nothing()
    {
        await BeginAsync();
        var lane = await LaneOfAsync(Make.Config(), snapshot: false);

        await SetAsync(Make.Config(secret: "new"));

        Rings.Of(lane).ShouldHaveSingleItem().Generation.ShouldBe(2);
    }

    [Fact]
    public async Task Another_origin_moves_the_lane_to_another_gate()
    {
        await BeginAsync(config: Make.Config());
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(
            [],
            [new GateRow { Key = new GateKey(Key.Scope, Make.Origin), Hold = GateHold.Operator, HeldUntil = DateTimeOffset.MaxValue }]);
        var held = await TakeAsync();

        await SetAsync(Make.Config(origin: Elsewhere));

        held.Lanes.ShouldBeEmpty();
        (await RowAsync(lane)).Gate.ShouldBe(new GateKey(Key.Scope, Elsewhere));
        var gates = new List<GateKey>();
        LanesOf(await TakeAsync(room: gate => { gates.Add(gate); return 1; })).ShouldBe([lane]);
        gates.ShouldBe([new GateKey(Key.Scope, Elsewhere)]);
    }

    [Fact]
    public async Task A_wider_mask_holds_from_the_cursor_on_and_waiting_is_recounted()
    {
        var writer = await BeginAsync(config: Make.Config(mask: EventKinds.Status));
        await writer.CommitAsync(Make.Text("2"), Make.Status(TaskState.Working), Make.Text("4"));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(Delivered(lane, 1, 1));

        await SetAsync(Make.Config(mask: EventKinds.Status | EventKinds.Artifact));

        var row = await RowAsync(lane);
        (row.Cursor, row.Tail, row.Waiting).ShouldBe((1, 4, 3));
        (await NextAsync(lane)).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task A_narrower_mask_takes_away_what_waits_but_no_snapshot()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config());
        await writer.CommitAsync(Make.Text("3"), Make.Status(TaskState.Working));

        await SetAsync(Make.Config(mask: EventKinds.Status));

        (await RowAsync(lane)).Waiting.ShouldBe(2);
        (await NextAsync(lane)).ShouldBe([2, 4]);
    }

    [Fact]
    public async Task Tries_belong_to_the_delivery_and_go_when_a_mask_puts_another_one_at_the_head()
    {
        var writer = await BeginAsync(config: Make.Config(mask: EventKinds.Artifact));
        await writer.CommitAsync(Make.Text("2"), Make.Status(TaskState.Working));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(Result(lane, new LaneProgress(Clock.GetUtcNow(), 4, 0, 4)));

        await SetAsync(Make.Config(mask: EventKinds.Status));

        (await RowAsync(lane)).Progress.ShouldBe(LaneProgress.DueAt(Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_full_lane_that_is_replaced_stays_full()
    {
        var writer = await BeginAsync(config: Make.Config(mask: EventKinds.Status));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(Result(lane) with { State = LaneState.Overflowed, StateReason = "full" });
        await writer.CommitAsync(Make.Text("2"), Make.Status(TaskState.Working));

        await SetAsync(Make.Config(mask: EventKinds.All));

        var row = await RowAsync(lane);
        (row.State, row.StateReason, row.Tail, row.Waiting, row.PassedOver).ShouldBe((LaneState.Overflowed, "full", 1, 1, 1));
    }

    [Fact]
    public async Task Another_dialect_makes_a_new_lane_and_what_waited_is_canceled()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"), Make.Text("3"));
        var before = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull();
        await RecordAsync(Delivered(before.Lane.Lane, 1, 1));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Rings.Clear();

        var replaced = await SetAsync(Make.Config(format: WireFormat.V03), bodies: Rendered);

        replaced.Outcome.ShouldBe(ConfigWriteOutcome.Replaced);
        var lane = replaced.Config.ShouldNotBeNull().Lane;
        lane.Lane.ShouldNotBe(before.Lane.Lane);
        (lane.Format, lane.Generation, lane.Cursor, lane.Tail, lane.Waiting, lane.Passed).ShouldBe((WireFormat.V03, 1, 3, 4, 1, null));
        replaced.Config.CreatedAt.ShouldBe(before.CreatedAt);
        var dead = (await Store.ListDeadAsync(before.Lane.Lane, Cancel)).ShouldHaveSingleItem();
        (dead.From, dead.To, dead.Count, dead.Reason, dead.At).ShouldBe((2, 3, 2, DeadReason.Replaced, Clock.GetUtcNow()));
        (await Store.ReadAheadAsync(before.Lane.Lane, 0, Cancel)).ShouldBeNull();
        Rings.Of(before.Lane.Lane).ShouldHaveSingleItem().IsDeletion.ShouldBeTrue();
        Rings.Added(lane.Lane).ShouldBe([4]);
        Encoding.UTF8.GetString((await Store.ReadBodyAsync(lane.Lane, 4, Cancel)).ShouldNotBeNull().Span).ShouldBe("V03 Task 2,3");
    }

    [Fact]
    public async Task Another_dialect_on_an_idle_lane_cancels_nothing()
    {
        await BeginAsync();
        var old = await LaneOfAsync(Make.Config(), snapshot: false);

        await SetAsync(Make.Config(format: WireFormat.V03), snapshot: false);

        (await Store.ListDeadAsync(old, Cancel)).ShouldBeEmpty();
        (await Store.ListAsync(Key, Cancel)).ShouldNotBeNull().ShouldHaveSingleItem().Lane.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Bodies_of_other_dialects_are_kept_as_of_their_event()
    {
        var writer = await BeginAsync(bodies: Rendered);
        var lane = await LaneOfAsync(Make.Config(format: WireFormat.V03, mask: EventKinds.Status | EventKinds.CommitEnd), bodies: Rendered);
        await writer.CommitAsync(Make.Text("3"), Make.Status(TaskState.Working), Make.Text("5"));

        var bodies = new List<string>();
        foreach (var sequence in await NextAsync(lane))
        {
            bodies.Add(Encoding.UTF8.GetString((await Store.ReadBodyAsync(lane, sequence, Cancel)).ShouldNotBeNull().Span));
        }

        bodies.ShouldBe(["V03 Task ", "V03 Status 3", "V03 Artifact 3,5"]);
        Rings.Of(lane)[^1].Advance.ShouldNotBeNull().Added.Select(d => Encoding.UTF8.GetString(d.Body!.Value.Span)).ShouldBe(bodies[1..]);
    }

    [Fact]
    public async Task Bodies_are_rendered_only_for_the_formats_and_events_that_lanes_read()
    {
        var asked = new List<(WireFormat, EventKinds)>();
        var writer = await BeginAsync(bodies: (format, update, task) =>
        {
            asked.Add((format, KindOf(update)));
            return Rendered(format, update, task);
        });
        await SetAsync(Make.Config("plain"), snapshot: false);
        await SetAsync(Make.Config("old", format: WireFormat.V03, mask: EventKinds.Status), snapshot: false);
        await SetAsync(Make.Config("also old", format: WireFormat.V03, mask: EventKinds.Status), snapshot: false);

        await writer.CommitAsync(Make.Text("2"), Make.Status(TaskState.Working));

        asked.ShouldBe([(WireFormat.V03, EventKinds.Status)]);
    }

    private static ReadOnlyMemory<byte>? Rendered(WireFormat format, StreamResponse update, AgentTask task) =>
        Encoding.UTF8.GetBytes($"{format} {KindOf(update)} {string.Join(',', Make.TextsOf(task))}");

    private static EventKinds KindOf(StreamResponse update) => update switch
    {
        { Task: not null } => EventKinds.Task,
        { StatusUpdate: not null } => EventKinds.Status,
        { Message: not null } => EventKinds.Message,
        _ => EventKinds.Artifact,
    };
}
