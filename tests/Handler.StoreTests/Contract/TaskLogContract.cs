using Handler.Protocol;
using Handler.Server.Requests;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Logs of tasks that live elsewhere, as <c>AddPushEngine</c> keeps them.</summary>
public abstract class TaskLogContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_config_on_a_log_without_events_opens_without_a_snapshot_and_reads_the_first_event()
    {
        var logs = Open();
        await logs.BeginAsync(Key, Cancel);

        var lane = await LaneOfAsync(Make.Config());
        (await WaitingAsync(lane)).ShouldBeEmpty();
        var sequence = await AppendAsync(logs, Make.Text("first"));

        sequence.ShouldBe(1);
        (await WaitingAsync(lane)).ShouldBe([1]);
        Rings.Added(lane).ShouldBe([1]);
    }

    [Fact]
    public async Task A_log_that_is_begun_again_stays_as_it_is()
    {
        var logs = Open();
        await logs.BeginAsync(Key, Cancel);
        await AppendAsync(logs, Make.Text("first"));

        await logs.BeginAsync(Key, Cancel);

        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().LastSequence.ShouldBe(1);
    }

    [Fact]
    public async Task The_context_is_that_of_the_first_update_also_when_it_is_read_again()
    {
        var logs = Open();
        await logs.BeginAsync(Key, Cancel);

        await AppendAsync(logs, Make.Status(TaskState.Working));
        await AppendAsync(logs, Make.Text("chunk"));

        var read = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Task;
        (read.ContextId, read.Status.State, read.Artifacts!.Count).ShouldBe(("context", TaskState.Working, 1));
    }

    [Fact]
    public async Task A_long_log_is_read_back_as_it_was_written()
    {
        var logs = Open();
        var told = new AgentTask { Id = Key.TaskId, ContextId = "context", Status = new AgentTaskStatus { State = TaskState.Submitted } };
        for (var i = 0; i < 40; i++)
        {
            var added = Make.Text(new string((char)('a' + (i % 26)), 2000));
            told = TaskProjection.Apply(told, added.Update);
            await AppendAsync(logs, added);
        }

        var stored = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
        A2AJson.Write(stored.Task).ShouldBe(A2AJson.Write(told));
        stored.CheckpointBytes.ShouldBeGreaterThan(CheckpointRule.LeastBytes);
    }

    internal TaskLogs Open() => new(Store, Clock, TaskBodies.UpTo(1024 * 1024));

    internal static Task<long> AppendAsync(TaskLogs logs, params NewEvent[] events) =>
        logs.AppendAsync(Key, [.. events.Select(added => added.Update)], Cancel);
}
