using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Lanes that want some of the events alone: of status updates those to some states, of whole tasks those with new artifacts.</summary>
public abstract class FilterContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const EventKinds Ends = EventKinds.OtherStatus | EventKinds.Completed | EventKinds.Failed;

    [Fact]
    public async Task A_lane_of_states_reads_the_status_updates_to_these_and_no_others()
    {
        var writer = await BeginAsync(config: Make.Config(mask: Ends));
        await writer.CommitAsync(Make.Status(TaskState.Working), Make.Text("3"), Make.Status(TaskState.InputRequired));
        await writer.EndAsync(Make.Status(TaskState.Completed));

        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane;

        lane.Mask.ShouldBe(Ends | EventKinds.Snapshot);
        (lane.Tail, lane.Waiting).ShouldBe((5, 1));
        (await NextAsync(lane.Lane)).ShouldBe([5]);
        Rings.Added(lane.Lane).ShouldBe([5]);
    }

    [Theory]
    [InlineData(TaskState.Unspecified, EventKinds.OtherStatus)]
    [InlineData(TaskState.Submitted, EventKinds.Submitted)]
    [InlineData(TaskState.Working, EventKinds.Working)]
    [InlineData(TaskState.Completed, EventKinds.Completed)]
    [InlineData(TaskState.Failed, EventKinds.Failed)]
    [InlineData(TaskState.Canceled, EventKinds.Canceled)]
    [InlineData(TaskState.InputRequired, EventKinds.InputRequired)]
    [InlineData(TaskState.Rejected, EventKinds.Rejected)]
    [InlineData(TaskState.AuthRequired, EventKinds.AuthRequired)]
    public async Task A_status_update_has_the_bit_of_its_state(TaskState state, EventKinds bit)
    {
        var writer = await BeginAsync();

        await writer.CommitAsync(Make.Status(state));

        var stored = (await Store.ReadEventsAsync(Key, after: 1, limit: 10, Cancel)).ShouldHaveSingleItem();
        stored.Kinds.ShouldBe(bit | EventKinds.CommitEnd);
        (bit & EventKinds.Status).ShouldBe(bit);
    }

    [Fact]
    public async Task A_lane_of_states_gets_the_snapshot_too()
    {
        var writer = await BeginAsync();
        await writer.EndAsync(Make.Status(TaskState.Canceled));

        var lane = await LaneOfAsync(Make.Config(mask: Ends));

        (await NextAsync(lane)).ShouldBe([3]);
    }

    [Fact]
    public async Task What_a_lane_does_not_want_is_never_the_previous_one()
    {
        var writer = await BeginAsync(config: Make.Config(mask: Ends | EventKinds.Artifact));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await writer.CommitAsync(Make.Text("2"));
        await RecordAsync(Delivered(lane, 2, 1));
        await writer.CommitAsync(Make.Status(TaskState.Working), Make.Status(TaskState.InputRequired));

        await writer.EndAsync(Make.Status(TaskState.Completed));

        var row = await RowAsync(lane);
        (row.Cursor, row.Passed, row.Tail, row.Waiting).ShouldBe((2, 2, 5, 1));
        await RecordAsync(Delivered(lane, 5, 1));
        (await RowAsync(lane)).ShouldSatisfyAllConditions(settled => settled.Passed.ShouldBe(5), settled => settled.Waiting.ShouldBe(0));
    }

    [Fact]
    public async Task Other_states_hold_from_the_cursor_on_and_waiting_is_recounted()
    {
        var writer = await BeginAsync(config: Make.Config(mask: Ends));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await writer.CommitAsync(Make.Status(TaskState.InputRequired), Make.Text("3"), Make.Status(TaskState.Working));
        Rings.Added(lane).ShouldBeEmpty();

        await SetAsync(Make.Config(mask: Ends | EventKinds.InputRequired));

        var row = await RowAsync(lane);
        (row.Cursor, row.Tail, row.Waiting, row.Generation).ShouldBe((0, 4, 1, 2));
        (await NextAsync(lane)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_filter_survives_reopening_and_is_equal_to_itself()
    {
        var writer = await BeginAsync(config: Make.Config(mask: Ends));
        await writer.EndAsync(Make.Status(TaskState.Failed));
        await ReopenIfDurableAsync();

        var again = await SetAsync(Make.Config(mask: Ends));

        again.Outcome.ShouldBe(ConfigWriteOutcome.Unchanged);
        again.Config.ShouldNotBeNull().Lane.Mask.ShouldBe(Ends | EventKinds.Snapshot);
        (await NextAsync(again.Config.Lane.Lane)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_lane_of_whole_tasks_that_wants_artifacts_reads_the_end_of_commits_that_changed_one()
    {
        var writer = await BeginAsync(
            config: Make.Config(format: WireFormat.V03, mask: Ends | EventKinds.ArtifactEnd), bodies: (_, _, task) => A2AJson.Write(task));
        await writer.CommitAsync(Make.Status(TaskState.Working));
        await writer.CommitAsync(Make.Text("3"), Make.Text("4"), Make.Status(TaskState.Working));
        await writer.CommitAsync(Make.Said("6"));
        await writer.CommitAsync(Make.Text("7"));
        await writer.EndAsync(Make.Text("8"), Make.Status(TaskState.Completed));

        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;

        (await NextAsync(lane)).ShouldBe([5, 7, 9]);
        var body = (await Store.ReadBodyAsync(lane, 5, Cancel)).ShouldNotBeNull();
        Make.TextsOf(A2AJson.Read<AgentTask>(body.Span)).ShouldBe(["3", "4"]);
    }

    [Fact]
    public async Task What_is_made_for_one_lane_ends_no_commit_for_the_others()
    {
        var writer = await BeginAsync(config: Make.Config(format: WireFormat.V03, mask: Ends | EventKinds.ArtifactEnd));
        var other = await LaneOfAsync(Make.Config("other"), snapshot: false);

        await writer.CommitAsync(Make.Status(TaskState.Working), Make.Text("by hand") with { Target = EventTarget.For(other) });

        (await NextAsync((await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane)).ShouldBeEmpty();
    }

    private Task ReopenIfDurableAsync() => Store.IsDurable ? ReopenAsync() : Task.CompletedTask;
}
