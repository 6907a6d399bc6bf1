using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Server.Requests;

/// <summary>
/// The logs of tasks that live elsewhere. One writer at a time for each task, in the order of the calls; what was written last is remembered for a
/// while, so that an update costs one transaction and no read.
/// </summary>
internal sealed class TaskLogs(ITaskStore store, TimeProvider time, NotificationBodyRenderer bodies)
{
    private const int MostAttempts = 5;

    private readonly Turnstile<TaskKey> _turns = new();
    private readonly RecentLogs _recent = new();

    /// <summary>Commits the updates; the sequence of the last one.</summary>
    public async Task<long> AppendAsync(TaskKey key, IReadOnlyList<StreamResponse> updates, CancellationToken cancel)
    {
        using var entered = await _turns.EnterAsync(key);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            // Taken out until it is known what was written: after a failure the store is asked.
            var log = _recent.Take(key) ?? await OpenAsync(key, updates[0].ContextId, cancel);
            var draft = AppendDraft.Of(log, updates, time);
            var result = await store.CommitAsync(ToCommit(key, log, draft), cancel);
            if (result.Outcome == CommitOutcome.Committed)
            {
                Keep(key, log, draft);
                return result.FirstSequence + updates.Count - 1;
            }
        }

        throw Contended(key);
    }

    /// <summary>Makes a log without updates, unless there is one.</summary>
    public async Task BeginAsync(TaskKey key, CancellationToken cancel)
    {
        using var entered = await _turns.EnterAsync(key);
        if (await store.GetAsync(key, cancel) is null)
        {
            var log = OpenLog.Of(await CreateAsync(key, contextId: null, cancel));
            // Without events: it is there from now on, and has nothing to tell.
            var begun = await store.CommitAsync(new TaskCommit { Key = key, Run = log.Run, Events = [], Before = log.Task, After = log.Task }, cancel);
            if (begun.Outcome == CommitOutcome.Committed)
            {
                _recent.Put(key, log);
            }
        }
    }

    private static InvalidOperationException Contended(TaskKey key) => new(
        $"Task '{key.TaskId}' is written by others at the same time, again and again. Append the updates of one task from one place.");

    private void Keep(TaskKey key, OpenLog log, AppendDraft draft)
    {
        if (!draft.EndsTask)
        {
            _recent.Put(key, log.After(draft));
        }
    }

    private async Task<OpenLog> OpenAsync(TaskKey key, string? contextId, CancellationToken cancel)
    {
        var takeOver = (RunToken?)null;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var begun = await store.BeginRunAsync(key, takeOver, cancel);
            if (begun.Outcome == BeginRunOutcome.Begun)
            {
                return OpenLog.Of(begun.Task!);
            }

            if (begun.Outcome == BeginRunOutcome.Ended)
            {
                throw new InvalidOperationException(
                    $"Task '{key.TaskId}' has ended ({begun.Task!.Task.Status.State.DisplayName}); no update can follow. A new piece of work is a new task.");
            }

            if (begun.Outcome == BeginRunOutcome.TaskNotFound && await CreateAsync(key, contextId, cancel) is { Announced: false } created)
            {
                return OpenLog.Of(created);
            }

            // Left open by an earlier call or an earlier process; the fence of the store stops whoever still writes by it.
            takeOver = begun.Task?.Run;
        }

        throw Contended(key);
    }

    // By the digest it is made once, also where a process ended between making it and its first update.
    private Task<StoredTask> CreateAsync(TaskKey key, string? contextId, CancellationToken cancel) => store.CreateAsync(
        new NewTask
        {
            Key = key,
            Task = new AgentTask { Id = key.TaskId, ContextId = contextId, Status = new AgentTaskStatus { State = TaskState.Submitted } },
            MessageDigest = $"log {key.TaskId}",
        },
        cancel);

    private TaskCommit ToCommit(TaskKey key, OpenLog log, AppendDraft draft) => new()
    {
        Key = key,
        Run = log.Run,
        Events = draft.Events,
        Before = draft.Before,
        After = draft.After,
        Checkpoint = draft.Checkpoint is null ? (ReadOnlyMemory<byte>?)null : draft.Checkpoint,
        EndsRun = draft.EndsTask,
        Bodies = bodies,
    };
}
