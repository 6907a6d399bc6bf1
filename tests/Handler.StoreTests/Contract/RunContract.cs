using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Runs: who may write to a task.</summary>
public abstract class RunContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_task_that_is_run_cannot_be_begun_again()
    {
        var writer = await BeginAsync();

        var begun = await Store.BeginRunAsync(Key, null, Cancel);

        begun.Outcome.ShouldBe(BeginRunOutcome.Busy);
        (await writer.CommitAsync(Make.Text("mine"))).Outcome.ShouldBe(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_run_that_has_ended_may_write_no_more()
    {
        var writer = await BeginAsync();

        var end = await writer.EndAsync(Make.Status(TaskState.InputRequired));

        end.Outcome.ShouldBe(CommitOutcome.Committed);
        (await writer.CommitAsync(Make.Text("late"))).ShouldBe(new CommitResult(CommitOutcome.RunLost, 0, default));
        var task = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
        task.Run.ShouldBeNull();
        task.LastSequence.ShouldBe(2);
    }

    [Fact]
    public async Task The_next_run_of_a_task_has_the_next_epoch()
    {
        var writer = await BeginAsync();
        await writer.EndAsync(Make.Status(TaskState.InputRequired));

        var begun = await Store.BeginRunAsync(Key, null, Cancel);

        begun.Outcome.ShouldBe(BeginRunOutcome.Begun);
        begun.Task.ShouldNotBeNull().Run.ShouldBe(new RunToken(Store.Node, 2));
        begun.Task.LastSequence.ShouldBe(2);
        (await new TaskWriter(Store, begun.Task).CommitAsync(Make.Text("on"))).Outcome.ShouldBe(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_run_that_was_taken_over_may_write_no_more()
    {
        var writer = await BeginAsync();

        var taken = await Store.BeginRunAsync(Key, writer.Run, Cancel);

        taken.Outcome.ShouldBe(BeginRunOutcome.Begun);
        (await writer.CommitAsync(Make.Text("frozen"))).Outcome.ShouldBe(CommitOutcome.RunLost);
        (await new TaskWriter(Store, taken.Task!).CommitAsync(Make.Text("mine"))).FirstSequence.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_that_take_over_the_same_run_one_has_it()
    {
        var writer = await BeginAsync();

        var first = await Store.BeginRunAsync(Key, writer.Run, Cancel);
        var second = await Store.BeginRunAsync(Key, writer.Run, Cancel);

        first.Outcome.ShouldBe(BeginRunOutcome.Begun);
        second.Outcome.ShouldBe(BeginRunOutcome.Busy);
        second.Task.ShouldNotBeNull().Run.ShouldBe(first.Task!.Run);
    }

    [Fact]
    public async Task A_run_that_has_ended_cannot_be_taken_over()
    {
        var writer = await BeginAsync();
        await writer.EndAsync(Make.Status(TaskState.InputRequired));

        (await Store.BeginRunAsync(Key, writer.Run, Cancel)).Outcome.ShouldBe(BeginRunOutcome.Busy);
    }

    [Fact]
    public async Task A_task_that_has_ended_is_not_run_again()
    {
        var writer = await BeginAsync();
        await writer.EndAsync(Make.Status(TaskState.Completed));

        var begun = await Store.BeginRunAsync(Key, null, Cancel);

        begun.Outcome.ShouldBe(BeginRunOutcome.Ended);
        begun.Task.ShouldNotBeNull().Run.ShouldBeNull();
    }

    [Fact]
    public async Task Taking_over_the_run_of_a_task_that_has_ended_ends_that_run()
    {
        var writer = await BeginAsync();
        await writer.CommitAsync(Make.Status(TaskState.Completed));

        var other = await Store.BeginRunAsync(Key, null, Cancel);
        var taken = await Store.BeginRunAsync(Key, writer.Run, Cancel);

        other.Outcome.ShouldBe(BeginRunOutcome.Ended);
        other.Task.ShouldNotBeNull().Run.ShouldBe(writer.Run);
        taken.Outcome.ShouldBe(BeginRunOutcome.Ended);
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Run.ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_task_is_not_run()
    {
        (await Store.BeginRunAsync(Key, null, Cancel)).ShouldBe(new BeginRunResult(BeginRunOutcome.TaskNotFound, null));
    }

    [Fact]
    public async Task Runs_of_this_opening_are_no_orphans()
    {
        await BeginAsync();

        (await Store.ListOrphanedRunsAsync(10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_of_a_lost_run_moves_no_lane()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config(), snapshot: false);
        await Store.BeginRunAsync(Key, writer.Run, Cancel);
        Rings.Clear();

        await writer.CommitAsync(Make.Text("frozen"));

        Rings.All.ShouldBeEmpty();
        (await RowAsync(lane)).Waiting.ShouldBe(0);
    }
}
