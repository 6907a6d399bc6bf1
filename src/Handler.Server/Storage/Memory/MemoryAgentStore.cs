using System.Collections.ObjectModel;
using Handler.Protocol;

namespace Handler.Server.Storage.Memory;

/// <summary>
/// The reference store: all in memory, one lock, nothing survives the process. Its methods do their work before they return, so that it
/// runs in a one-thread simulation; the <see cref="Doorbell"/> rings within the lock, in the order of the commits.
/// </summary>
public sealed partial class MemoryAgentStore : IAgentStore
{
    private const long OwnEpoch = 1;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly Doorbell _doorbell;
    private readonly Func<DateTimeOffset, Guid> _newId;
    private readonly Dictionary<TaskKey, MemoryTask> _tasks = [];

    // As long as its task, which holds the message itself: an entry is small beside it.
    private readonly Dictionary<(OwnerScope Scope, string Digest), TaskKey> _messages = [];

    /// <summary>An empty store.</summary>
    /// <param name="clock">Tells the times that are written.</param>
    /// <param name="doorbell">Rung after commits.</param>
    /// <param name="newId">Makes the ids of lanes, UUIDv7 of the time given; null: random ones. For simulations, which must repeat.</param>
    /// <param name="limits">How much may wait; null: the defaults.</param>
    public MemoryAgentStore(TimeProvider clock, Doorbell doorbell, Func<DateTimeOffset, Guid>? newId = null, BacklogLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(doorbell);
        _clock = clock;
        _doorbell = doorbell;
        _newId = newId ?? Guid.CreateVersion7;
        limits ??= new BacklogLimits();
        _backlogs = new OwnerBacklogs(limits);
        _due = new MemoryDueIndex(_backlogs);
        _maxConfigsPerOwner = limits.MaxConfigsPerOwner;
        _ownerConfigs = new OwnerConfigs(limits);
        // Random, as nothing of an earlier process can be here; of the injected ids, so that simulations repeat.
        Node = _newId(clock.GetUtcNow()).ToString("n");
    }

    /// <inheritdoc/>
    public string Node { get; }

    /// <summary>False.</summary>
    public bool IsDurable => false;

    /// <inheritdoc/>
    public Task<StoredTask> CreateAsync(NewTask task, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Locked(() => Create(task), cancel);
    }

    /// <inheritdoc/>
    public Task<StoredTask?> GetAsync(TaskKey key, CancellationToken cancel) =>
        Locked(() => FindAnnounced(key)?.ToStored(), cancel);

    /// <inheritdoc/>
    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Locked(() => List(query), cancel);
    }

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(TaskCommit commit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return Locked(() => Commit(commit), cancel);
    }

    /// <inheritdoc/>
    public Task<BeginRunResult> BeginRunAsync(TaskKey key, RunToken? takeOver, CancellationToken cancel) =>
        Locked(() => BeginRun(key, takeOver), cancel);

    /// <summary>Reads none: no run of an earlier opening can be here.</summary>
    public Task<IReadOnlyList<OrphanedRun>> ListOrphanedRunsAsync(int limit, CancellationToken cancel) =>
        Locked<IReadOnlyList<OrphanedRun>>(() => ReadOnlyCollection<OrphanedRun>.Empty, cancel);

    /// <inheritdoc/>
    public Task DropAsync(TaskKey key, RunToken run, CancellationToken cancel) => Locked(() => Drop(key, run), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(TaskKey key, long after, int limit, CancellationToken cancel) =>
        Locked<IReadOnlyList<StoredEvent>>(() => ReadEvents(key, after, limit), cancel);

    /// <summary>Does nothing: there is nothing to close.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<T> Locked<T>(Func<T> work, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancel);
        }

        lock (_lock)
        {
            // Done when it returns: in the simulation nothing may go on on another thread.
            return Task.FromResult(work());
        }
    }

    private MemoryTask? FindAnnounced(TaskKey key) =>
        _tasks.TryGetValue(key, out var task) && task.IsAnnounced ? task : null;

    private StoredTask Create(NewTask created)
    {
        if (created.MessageDigest is { } seen && _messages.TryGetValue((created.Key.Scope, seen), out var made))
        {
            return _tasks[made].ToStored();
        }

        var task = new MemoryTask(created, Node);
        if (_tasks.ContainsKey(created.Key))
        {
            throw new InvalidOperationException(
                $"Task {created.Key.TaskId} is there already: an id is given once; make a new one for a new task.");
        }

        if (created.Config is not null && !MayAddConfig(created.Key.Scope))
        {
            throw new TooManyConfigsException(_maxConfigsPerOwner);
        }

        _tasks.Add(created.Key, task);

        if (created.MessageDigest is { } digest)
        {
            _messages.Add((created.Key.Scope, digest), created.Key);
        }

        if (created.Config is { } config)
        {
            var now = _clock.GetUtcNow();
            var lane = Open(task, LaneRules.Open(_newId(now), task.Key, config, cursor: 0, now));
            task.Configs.Add(new MemoryConfig(config.ConfigId, now, config.Endpoint, lane));
        }

        return task.ToStored();
    }

    private CommitResult Commit(TaskCommit commit)
    {
        if (!_tasks.TryGetValue(commit.Key, out var task))
        {
            return new CommitResult(CommitOutcome.TaskNotFound, 0, default);
        }

        if (task.Run != commit.Run)
        {
            return new CommitResult(CommitOutcome.RunLost, 0, default);
        }

        var now = _clock.GetUtcNow();
        var added = task.Append(commit, now);
        // Before the first lane takes its share: what room there is for the owner must not hang on the order of the lanes.
        var waiting = _backlogs.Of(task.Key.Scope);
        // One ring for a commit, within the lock: rings come in the order of the commits (decision 0001).
        Ring([.. task.Configs.Select(config => Advance(config.Lane, added, waiting, now)).OfType<LaneAdvance>()]);
        return new CommitResult(CommitOutcome.Committed, added is [var first, ..] ? first.Sequence : 0, now);
    }

    private BeginRunResult BeginRun(TaskKey key, RunToken? takeOver)
    {
        if (FindAnnounced(key) is not { } task)
        {
            return new BeginRunResult(BeginRunOutcome.TaskNotFound, null);
        }

        // A takeover of an ended task is for one orphan less: see ITaskStore.
        var outcome = task.Current.Status.State.IsTerminal ? BeginRunOutcome.Ended
            : task.Run != takeOver ? BeginRunOutcome.Busy
            : BeginRunOutcome.Begun;
        if (outcome == BeginRunOutcome.Begun)
        {
            task.BeginRun(Node);
        }
        else if (outcome == BeginRunOutcome.Ended && takeOver is not null && task.Run == takeOver)
        {
            task.EndRun();
        }

        return new BeginRunResult(outcome, task.ToStored());
    }

    private bool Drop(TaskKey key, RunToken run)
    {
        if (!_tasks.TryGetValue(key, out var task) || task.IsAnnounced || task.Run != run)
        {
            return false;
        }

        task.Configs.ForEach(config => Close(config.Lane));
        if (task.MessageDigest is { } digest)
        {
            _messages.Remove((key.Scope, digest));
        }

        return _tasks.Remove(key);
    }

    private TaskPage List(TaskQuery query)
    {
        var since = query.StatusSince is { } time ? TaskPosition.ToMilliseconds(time) : DateTimeOffset.MinValue;
        var found = _tasks.Values
            .Where(task => task.IsAnnounced && task.Key.Scope == query.Scope)
            .Where(task => query.ContextId is null || task.Current.ContextId == query.ContextId)
            .Where(task => query.State is null || task.Current.Status.State == query.State)
            .Select(task => (Task: task, Place: TaskPosition.Of(task.Current)))
            .Where(entry => entry.Place.StatusAt >= since)
            .OrderByDescending(entry => entry.Place.StatusAt)
            .ThenBy(entry => entry.Place.TaskId, StringComparer.Ordinal)
            .ToList();
        var rest = found.Where(entry => query.After is null || query.After.Precedes(entry.Place)).Take(query.Limit + 1).ToList();
        var page = rest.Take(query.Limit).ToList();
        return new TaskPage([.. page.Select(entry => entry.Task.ToStored())], rest.Count > page.Count ? page[^1].Place : null, found.Count);
    }

    private List<StoredEvent> ReadEvents(TaskKey key, long after, int limit) =>
        _tasks.TryGetValue(key, out var task)
            ? [.. task.Events(after, task.LastSequence).Where(e => e.Target.Lane is null).Take(limit).Select(e => e.ToStored())]
            : [];
}
