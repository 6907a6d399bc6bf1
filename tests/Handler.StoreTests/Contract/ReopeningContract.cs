using System.Text;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>What is there after a store was closed and opened again: for stores that keep what was stored.</summary>
public abstract class ReopeningContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task Tasks_and_their_logs_are_there()
    {
        var writer = await BeginAsync();
        await writer.CheckpointAsync(Make.Text("2"));
        await writer.CommitAsync(Make.Text("3"), Make.Said("4"));
        var before = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();

        await ReopenAsync();

        var after = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
        A2AJson.Write(after.Task).ShouldBe(A2AJson.Write(writer.Task));
        (after with { Task = before.Task }).ShouldBe(before);
        (await Store.ReadEventsAsync(Key, 0, 100, Cancel)).Select(e => e.Sequence).ShouldBe([1, 2, 3, 4]);
        (await Store.ListAsync(new TaskQuery { Scope = Key.Scope, Limit = 10 }, Cancel)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task The_messages_that_made_tasks_are_known()
    {
        var created = await Store.CreateAsync(Make.Task(Key) with { MessageDigest = "digest" }, Cancel);
        await new TaskWriter(Store, created).EndAsync(Make.Status(TaskState.Completed));

        await ReopenAsync();

        var again = await Store.CreateAsync(Make.Task(Make.Key("second")) with { MessageDigest = "digest" }, Cancel);
        again.Key.ShouldBe(Key);
        again.Task.Status.State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task Configs_lanes_and_what_waits_are_there()
    {
        var writer = await BeginAsync(config: Make.Config(secret: "sealed"));
        await writer.CommitAsync(Make.Text("2"), Make.Text("3"), Make.Text("4"));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(Delivered(lane, 1, 1) with
        {
            Death = Death(2, 2),
            Attempts = [Make.Attempt(1), Make.Attempt(2)],
            Progress = new LaneProgress(Clock.GetUtcNow().AddSeconds(30), 1, 1, 2),
        });
        var before = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull();
        var dead = await Store.ListDeadAsync(lane, Cancel);
        var attempts = await Store.ListAttemptsAsync(lane, Cancel);

        await ReopenAsync();

        var after = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull();
        after.Lane.ShouldBe(before.Lane);
        after.CreatedAt.ShouldBe(before.CreatedAt);
        after.Endpoint.Secret.ToArray().ShouldBe("sealed"u8.ToArray());
        (await NextAsync(lane)).ShouldBe([3, 4]);
        (await Store.ListDeadAsync(lane, Cancel)).ShouldBe(dead);
        (await Store.ListAttemptsAsync(lane, Cancel)).ShouldBe(attempts);
        (await TakeAsync()).NextDue.ShouldBe(Make.Epoch.AddSeconds(30));
    }

    [Fact]
    public async Task Kept_bodies_and_gates_are_there()
    {
        NotificationBodyRenderer bodies = (format, _, task) => Encoding.UTF8.GetBytes($"{format} {task.Status.State}");
        var writer = await BeginAsync(config: Make.Config(format: WireFormat.V03), bodies: bodies);
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await Store.HoldGateAsync(new GateKey(Key.Scope, Make.Origin), "ann", "they asked us to", Cancel);
        var gates = await Store.ListGatesAsync(Cancel);

        await ReopenAsync();

        Encoding.UTF8.GetString((await Store.ReadBodyAsync(lane, 1, Cancel)).ShouldNotBeNull().Span)
            .ShouldBe("V03 " + writer.Task.Status.State);
        (await Store.ListGatesAsync(Cancel)).ShouldBe(gates);
        gates.ShouldHaveSingleItem().Pauses.All.ShouldHaveSingleItem();
        (await TakeAsync()).Lanes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Runs_of_the_opening_before_are_orphans_that_can_be_taken_over_once()
    {
        var writer = await BeginAsync();
        var ended = await BeginAsync(Make.Key("waiting"));
        await ended.EndAsync(Make.Status(TaskState.InputRequired, task: "waiting"));

        await ReopenAsync();

        var orphan = (await Store.ListOrphanedRunsAsync(10, Cancel)).ShouldHaveSingleItem();
        orphan.ShouldBe(new OrphanedRun(Key, writer.Run, Announced: true));
        (await Store.BeginRunAsync(Key, null, Cancel)).Outcome.ShouldBe(BeginRunOutcome.Busy);
        var taken = await Store.BeginRunAsync(Key, orphan.Run, Cancel);
        taken.Outcome.ShouldBe(BeginRunOutcome.Begun);
        taken.Task.ShouldNotBeNull().Run.ShouldBe(new RunToken(Store.Node, 2));
        (await Store.ListOrphanedRunsAsync(10, Cancel)).ShouldBeEmpty();
        (await Store.BeginRunAsync(Key, orphan.Run, Cancel)).Outcome.ShouldBe(BeginRunOutcome.Busy);
        (await new TaskWriter(Store, taken.Task).CommitAsync(Make.Text("resumed"))).FirstSequence.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_of_the_opening_before_may_write_no_more_once_it_was_taken_over()
    {
        var writer = await BeginAsync();
        await ReopenAsync();
        await Store.BeginRunAsync(Key, writer.Run, Cancel);

        var late = await Store.CommitAsync(writer.Prepare(Make.Text("late")), Cancel);

        late.Outcome.ShouldBe(CommitOutcome.RunLost);
    }

    [Fact]
    public async Task A_task_that_was_never_announced_is_an_orphan_to_be_dropped()
    {
        var writer = await CreateAsync(config: Make.Config());
        await ReopenAsync();

        var orphan = (await Store.ListOrphanedRunsAsync(10, Cancel)).ShouldHaveSingleItem();
        await Store.DropAsync(orphan.Key, orphan.Run, Cancel);

        orphan.ShouldBe(new OrphanedRun(Key, writer.Run, Announced: false));
        (await Store.ListOrphanedRunsAsync(10, Cancel)).ShouldBeEmpty();
        (await BeginAsync()).Key.ShouldBe(Key);
    }

    [Fact]
    public async Task An_orphan_whose_task_has_ended_is_none_after_it_was_taken_over()
    {
        var writer = await BeginAsync();
        await writer.CommitAsync(Make.Status(TaskState.Completed));
        await ReopenAsync();
        var orphan = (await Store.ListOrphanedRunsAsync(10, Cancel)).ShouldHaveSingleItem();

        (await Store.BeginRunAsync(orphan.Key, orphan.Run, Cancel)).Outcome.ShouldBe(BeginRunOutcome.Ended);

        (await Store.ListOrphanedRunsAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Orphans_are_listed_as_many_as_asked_for()
    {
        await BeginAsync(Make.Key("a"));
        await BeginAsync(Make.Key("b"));
        await BeginAsync(Make.Key("c"));

        await ReopenAsync();

        (await Store.ListOrphanedRunsAsync(2, Cancel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Each_opening_has_another_node_and_a_higher_epoch()
    {
        var node = Store.Node;
        var owned = await Store.OwnAsync(Cancel);

        await ReopenAsync();

        Store.Node.ShouldNotBe(node);
        (await Store.OwnAsync(Cancel)).Epoch.ShouldBeGreaterThan(owned.Epoch);
    }

    [Fact]
    public async Task Results_of_the_owner_before_are_fenced()
    {
        await BeginAsync(config: Make.Config());
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        var old = await Store.OwnAsync(Cancel);
        await ReopenAsync();

        var recorded = await Store.RecordAsync(new ResultBatch(old.Epoch, [Delivered(lane, 1, 1)], []), Cancel);

        recorded.Outcome.ShouldBe(RecordOutcome.Fenced);
        (await RowAsync(lane)).Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_config_stays_deleted()
    {
        var writer = await BeginAsync(config: Make.Config());
        await Store.DeleteAsync(Key, "config", Cancel);

        await ReopenAsync();

        (await Store.ListAsync(writer.Key, Cancel)).ShouldNotBeNull().ShouldBeEmpty();
        ShouldHaveNothing(await TakeAsync());
    }

    [Fact]
    public async Task Sequences_and_lanes_go_on_where_they_stood()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"));
        await ReopenAsync();
        var taken = await Store.BeginRunAsync(Key, writer.Run, Cancel);

        await new TaskWriter(Store, taken.Task!).CommitAsync(Make.Text("3"));

        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane;
        (lane.Tail, lane.Waiting).ShouldBe((3, 3));
        Make.TextsOf((await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Task).ShouldBe(["2", "3"]);
    }
}
