using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>A run that writes to a task, as the task runner does.</summary>
public sealed class TaskWriter(IAgentStore store, StoredTask begun)
{
    public TaskKey Key => begun.Key;

    public RunToken Run { get; } = begun.Run!.Value;

    public AgentTask Task { get; private set; } = begun.Task;

    public NotificationBodyRenderer? Bodies { get; init; }

    public TaskCommit Prepare(params NewEvent[] events) => new()
    {
        Key = Key,
        Run = Run,
        Events = events,
        Before = Task,
        After = events.Where(e => e.Target.Lane is null).Aggregate(Task, (task, e) => TaskProjection.Apply(task, e.Update)),
        Bodies = Bodies,
    };

    public Task<CommitResult> CommitAsync(params NewEvent[] events) => CommitAsync(Prepare(events));

    /// <summary>Commits, with the whole task as a checkpoint.</summary>
    public Task<CommitResult> CheckpointAsync(params NewEvent[] events)
    {
        var commit = Prepare(events);
        return CommitAsync(commit with { Checkpoint = A2AJson.Write(commit.After) });
    }

    public Task<CommitResult> EndAsync(params NewEvent[] events) => CommitAsync(Prepare(events) with { EndsRun = true });

    public async Task<CommitResult> CommitAsync(TaskCommit commit)
    {
        var result = await store.CommitAsync(commit, CancellationToken.None);
        if (result.Outcome == CommitOutcome.Committed)
        {
            Task = commit.After;
        }

        return result;
    }
}
