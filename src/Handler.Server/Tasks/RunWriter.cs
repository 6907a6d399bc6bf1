using System.Diagnostics.CodeAnalysis;
using Handler.Protocol;
using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Tasks;

/// <summary>
/// Drains the queue of one run into commits: the only writer of its task. What waits is taken together (<see cref="TaskDraft"/>), so a fast
/// agent costs one transaction for many events and a slow one loses no time.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "RunAsync disposes what is pending when it ends.")]
internal sealed partial class RunWriter
{
    private readonly AgentEventQueue _queue;
    private readonly ITaskStore _store;
    private readonly TaskFeed _feed;
    private readonly RunSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly NotificationBodyRenderer? _bodies;
    private readonly TaskKey _key;
    private readonly RunToken _run;
    private long _checkpointBytes;
    private long _bytesSince;
    private PendingAppend? _pending;
    private Task<bool>? _readable;
    private Turn? _turn;
    private bool _announced;
    private volatile bool _keepsOpen;
    private TaskDraft _draft;

    public RunWriter(StoredTask stored, AgentEventQueue queue, TaskFeed feed, RunParts parts)
    {
        (_queue, _feed, _store, _settings, _time, _log, _bodies) = (queue, feed, parts.Store, parts.Settings, parts.Time, parts.Log, parts.Bodies);
        _key = stored.Key;
        _run = stored.Run ?? throw new ArgumentException($"Task '{stored.Key.TaskId}' has no run.", nameof(stored));
        (_checkpointBytes, _bytesSince) = (stored.CheckpointBytes, stored.BytesSinceCheckpoint);
        (Current, LastSequence, _announced, _draft) = (stored.Task, stored.LastSequence, stored.Announced, new TaskDraft(stored.Task));
    }

    /// <summary>The task as committed.</summary>
    public AgentTask Current { get; private set; }

    /// <summary>The sequence of the last event that this run committed or found, without those for one lane only.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Whether an end of the task has been taken from the queue, or a message as its answer.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether the run was lost: another one has the task, or the store failed.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether it was the store that failed, so that the run may still be this one's.</summary>
    public bool IsStoreFailed { get; private set; }

    /// <summary>Whether nothing is written any more: the run has ended, was left or lost.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Lets the run go on after the end of its task, for what is pushed by hand, until the executor has returned.</summary>
    public void KeepOpen() => _keepsOpen = true;

    /// <summary>Runs until the run has ended, was left or lost.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (!IsDone && await WaitForWorkAsync())
            {
                _draft = new TaskDraft(Current);
                Collect(_draft);
                await CommitAsync(_draft);
            }
        }
        catch (Exception error)
        {
            // Whatever a store throws, the run cannot know what was written, so it writes nothing more.
            LogStoreFailed(_log, _key.TaskId, error);
            IsStoreFailed = true;
            Lose(error);
        }

        _pending?.Dispose();
        _queue.Close(Ended());
        RefuseRest(Ended());
    }

    /// <summary>What a writer of events is told after the end.</summary>
    public InvalidOperationException Ended() => new(Current.Status.State.IsTerminal
        ? $"Task '{_key.TaskId}' has ended ({Current.Status.State.DisplayName}); no event can follow. " +
            "Return from the executor after the end."
        : $"The run of task '{_key.TaskId}' is over; no event can follow. " +
            "Write events before the executor returns, and none after a reply.");

    /// <summary>Queues a step that is no event and waits until it is done; does nothing when the run is over.</summary>
    public async Task StepAsync(QueuedEvent step)
    {
        if (IsDone)
        {
            return;
        }

        try
        {
            await _queue.CommitAsync(step, CancellationToken.None);
        }
        catch (Exception) when (IsDone || IsEnded)
        {
            // The end of the run was quicker; there is nothing left to do.
        }
    }

    private async Task<bool> WaitForWorkAsync()
    {
        _readable ??= _queue.WaitAsync();
        if (_pending is { IsDue: false } pending)
        {
            await Task.WhenAny(_readable, pending.Window);
        }

        if (_pending is { IsDue: true })
        {
            return true;
        }

        var more = await _readable;
        _readable = null;
        return more;
    }

    private void Collect(TaskDraft draft)
    {
        while (draft.HasRoom && _queue.TryRead(out var entry))
        {
            if (_pending?.TryMerge(entry) == true)
            {
                continue;
            }

            FlushPending(draft);
            Take(entry, draft);
        }

        if (_pending is { IsDue: true })
        {
            FlushPending(draft);
        }
    }

    private void Take(QueuedEvent entry, TaskDraft draft)
    {
        var isEvent = entry.Kind is QueuedKind.Update or QueuedKind.Append or QueuedKind.Reply;
        if (IsEnded && isEvent)
        {
            entry.Committed?.TrySetException(Ended());
            return;
        }

        draft.Await(entry.Committed);
        if (isEvent)
        {
            TakeEvent(entry, draft);
        }
        else
        {
            TakeStep(entry, draft);
        }
    }

    private void TakeEvent(QueuedEvent entry, TaskDraft draft)
    {
        switch (entry.Kind)
        {
            case QueuedKind.Append:
                _pending = new PendingAppend(entry, _settings.AppendWindow, _time);
                break;
            case QueuedKind.Reply when !_announced && draft.Events.Count == 0:
                draft.Reply = entry.Reply;
                IsEnded = true;
                break;
            case QueuedKind.Reply:
                var completed = Updates.Status(Current, TaskState.Completed, entry.Reply! with { TaskId = Current.Id }, _time);
                Add(draft, completed, A2AJson.Write(completed), entry.TraceParent);
                break;
            default:
                Add(draft, entry.Update!, entry.Payload, entry.TraceParent);
                break;
        }
    }

    private void TakeStep(QueuedEvent entry, TaskDraft draft)
    {
        switch (entry.Kind)
        {
            case QueuedKind.Announce when !IsEnded:
                Announce(draft, entry.TraceParent);
                break;
            case QueuedKind.Refuse when !IsEnded && !_announced && draft.Events.Count == 0:
                draft.Refusal = entry.Refusal;
                IsEnded = true;
                break;
            case QueuedKind.Deliver:
                // Only an announced task has configs to be found, so there is nothing to announce.
                draft.Add(entry.Update!, entry.Payload, entry.Kinds, entry.TraceParent, EventTarget.For(entry.Lane));
                break;
            case QueuedKind.BeginTurn:
                BeginTurn(entry, draft);
                break;
            case QueuedKind.EndTurn:
                draft.EndedTurn = entry.Turn;
                break;
            case QueuedKind.EndRun:
                draft.EndsRun = true;
                break;
            case QueuedKind.Leave:
                IsDone = true;
                break;
        }
    }

    private void BeginTurn(QueuedEvent entry, TaskDraft draft)
    {
        _turn = entry.Turn;
        if (entry.Turn is { Kind: TurnKind.Next, Message: { } message })
        {
            // The user's own words are part of the log and the history; nobody is notified of them.
            var update = StreamResponse.Of(message with { TaskId = Current.Id, ContextId = Current.ContextId });
            draft.Add(update, A2AJson.Write(update), EventKinds.Message, entry.TraceParent, EventTarget.None);
        }

        draft.BeginTurn();
    }

    private void FlushPending(TaskDraft draft)
    {
        if (_pending is not { } pending)
        {
            return;
        }

        _pending = null;
        var update = pending.ToUpdate(draft.After);
        Add(draft, update, A2AJson.Write(update), pending.TraceParent);
        pending.Dispose();
    }

    private void Add(TaskDraft draft, StreamResponse update, ReadOnlyMemory<byte> payload, string? traceParent)
    {
        Announce(draft, traceParent);
        draft.Add(update, payload, update.StatusUpdate is null ? EventKinds.Artifact : EventKinds.Status, traceParent, _settings.Readers);
        if (update.IsTerminal)
        {
            IsEnded = true;
            draft.EndsRun = !_keepsOpen;
        }
    }

    /// <summary>The first event of a task is the task itself, as it was submitted.</summary>
    private void Announce(TaskDraft draft, string? traceParent)
    {
        if (_announced || draft.Events.Count > 0)
        {
            return;
        }

        var update = StreamResponse.Of(draft.Before);
        draft.Add(update, A2AJson.Write(update), EventKinds.Task, traceParent, _settings.Readers);
    }
}
