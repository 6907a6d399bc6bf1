using Handler.Protocol;
using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Tasks;

/// <summary>Hop 3: the commits of a run, and who is told of them.</summary>
internal sealed partial class RunWriter
{
    private async Task CommitAsync(TaskDraft draft)
    {
        await (draft.Reply is null && draft.Refusal is null ? WriteAsync(draft) : DropAsync(draft));
        if (IsLost)
        {
            return;
        }

        Tell(draft);
        draft.Complete();
    }

    private async Task DropAsync(TaskDraft draft)
    {
        await _store.DropAsync(_key, _run, CancellationToken.None);
        IsDone = true;
        if (draft.Reply is { } reply)
        {
            _turn?.Replied(reply);
        }
        else
        {
            _turn?.Refuse(draft.Refusal!);
        }
    }

    private async Task WriteAsync(TaskDraft draft)
    {
        if (draft.Events.Count == 0 && !draft.EndsRun)
        {
            return;
        }

        var checkpoint = CheckpointOf(draft);
        var result = await _store.CommitAsync(ToCommit(draft, checkpoint), CancellationToken.None);
        if (result.Outcome != CommitOutcome.Committed)
        {
            LogRunLost(_log, _key.TaskId, _run.Node, _run.Epoch, result.Outcome);
            Lose(new OperationCanceledException($"The run of task '{_key.TaskId}' was lost: the task was taken over or removed."));
            return;
        }

        Keep(draft, checkpoint?.Length, result);
    }

    private byte[]? CheckpointOf(TaskDraft draft) =>
        CheckpointRule.IsDue(_checkpointBytes, _bytesSince + draft.TaskBytes, draft.After.Status.State.IsTerminal && draft.TaskBytes > 0)
            ? A2AJson.Write(draft.After)
            : null;

    private TaskCommit ToCommit(TaskDraft draft, byte[]? checkpoint) => new()
    {
        Key = _key,
        Run = _run,
        Events = draft.Events,
        Before = draft.Before,
        After = draft.After,
        Checkpoint = checkpoint is null ? (ReadOnlyMemory<byte>?)null : checkpoint,
        EndsRun = draft.EndsRun,
        Bodies = _bodies,
    };

    private void Keep(TaskDraft draft, int? checkpointBytes, CommitResult result)
    {
        Current = draft.After;
        _announced = true;
        IsDone |= draft.EndsRun;
        _bytesSince = checkpointBytes is null ? _bytesSince + draft.TaskBytes : 0;
        _checkpointBytes = checkpointBytes ?? _checkpointBytes;
        draft.FirstSequence = result.FirstSequence;
        if (draft.Events.Count > 0)
        {
            LastSequence = draft.LastOfTask ?? LastSequence;
            _feed.Publish(result.FirstSequence, draft.Events);
        }
    }

    private void Tell(TaskDraft draft)
    {
        if (_announced && _turn is { } turn)
        {
            Tell(turn, draft);
        }

        if (IsDone || draft.EndedTurn is not null)
        {
            EndTurn();
        }
    }

    private void Tell(Turn turn, TaskDraft draft)
    {
        var start = draft.Start ?? new TurnStart(0, draft.Before);
        turn.Begin(start.Task, draft.Events.Count == 0 ? LastSequence : draft.FirstSequence + start.Events - 1);
        if (draft.Events.Skip(start.Events).Any(added => added.Target.Lane is null))
        {
            turn.Committed(Current, LastSequence, draft.Status);
        }
    }

    /// <summary>Ends what waits for the turn; streams look whether they are at its end.</summary>
    private void EndTurn()
    {
        if (_announced)
        {
            _turn?.Over(Current, LastSequence);
        }
        else
        {
            _turn?.Refuse(TurnErrors.Stopped());
        }

        _feed.Ring();
    }

    private void Lose(Exception error)
    {
        IsLost = true;
        IsDone = true;
        _draft.Fail(error);
        _queue.Close(error);
        RefuseRest(error);
        _turn?.Refuse(TurnErrors.Lost(error));
        _feed.Forget();
        _feed.Ring();
    }

    private void RefuseRest(Exception error)
    {
        while (_queue.TryRead(out var entry))
        {
            entry.Committed?.TrySetException(error);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Task {TaskId}: run {Node}/{Epoch} was lost ({Outcome}); its executor is stopped.")]
    private static partial void LogRunLost(ILogger logger, string taskId, string node, long epoch, CommitOutcome outcome);

    [LoggerMessage(2, LogLevel.Error, "Task {TaskId}: the store failed; the run writes nothing more.")]
    private static partial void LogStoreFailed(ILogger logger, string taskId, Exception error);
}
