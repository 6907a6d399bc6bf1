using Handler.Protocol;

namespace Handler.Server.Storage.Memory;

/// <summary>A task: its row, its log, and its configs in the order of their creation.</summary>
internal sealed class MemoryTask
{
    private readonly List<MemoryEvent> _log = [];
    private readonly WireFormat _dialect;
    private long _runEpoch;
    private long _checkpointBytes;
    private long _bytesSince;

    // What was removed is the beginning of the log: an event stands at the index of its sequence, less this.
    private long _pruned;

    public MemoryTask(NewTask created, string node)
    {
        Key = created.Key;
        Current = created.Task;
        MessageDigest = created.MessageDigest;
        _dialect = created.Dialect;
        // Only its size: this store keeps no checkpoint, and commits are still told when one would be due, as by a database.
        _checkpointBytes = A2AJson.Write(created.Task).Length;
        BeginRun(node);
    }

    public TaskKey Key { get; }

    public string? MessageDigest { get; }

    /// <summary>The task as of the last event: what the checkpoint with the log above it folds to, at hand here.</summary>
    public AgentTask Current { get; private set; }

    public bool IsAnnounced { get; private set; }

    public RunToken? Run { get; private set; }

    public List<MemoryConfig> Configs { get; } = [];

    public long LastSequence => _pruned + _log.Count;

    /// <summary>How many events its log still has.</summary>
    public int Length => _log.Count;

    /// <summary>When the oldest of them was committed; null when there is none.</summary>
    public DateTimeOffset? OldestAt => _log is [var oldest, ..] ? oldest.CommittedAt : null;

    /// <summary>The sequence of the last commit that would have brought a checkpoint: what lies above it a database would still need.</summary>
    public long CheckpointSequence { get; private set; }

    /// <summary>Since when nothing of it is needed, as far as is known: it has ended. Null while it has not.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    public void BeginRun(string node) => Run = new RunToken(node, ++_runEpoch);

    public void EndRun() => Run = null;

    public MemoryConfig? Find(string configId) => Configs.Find(config => config.Id == configId);

    public MemoryEvent? EventAt(long sequence) => sequence > _pruned && sequence <= LastSequence ? _log[(int)(sequence - _pruned) - 1] : null;

    /// <summary>The events above <paramref name="after"/>, up to <paramref name="through"/>.</summary>
    public IEnumerable<MemoryEvent> Events(long after, long through)
    {
        for (var i = (int)(Math.Max(after, _pruned) - _pruned); i < through - _pruned; i++)
        {
            yield return _log[i];
        }
    }

    /// <summary>The last sequence up to <paramref name="through"/> that was committed at or before a time; 0 when there is none.</summary>
    public long LastCommittedBy(DateTimeOffset time, long through) =>
        Events(0, Math.Min(through, LastSequence)).TakeWhile(stored => stored.CommittedAt <= time).LastOrDefault()?.Sequence ?? 0;

    /// <summary>Removes the beginning of the log up to a sequence, at most so many events.</summary>
    /// <returns>How many.</returns>
    public int PruneThrough(long through, int most)
    {
        var count = (int)Math.Clamp(through - _pruned, 0, Math.Min(Math.Max(most, 0), _log.Count));
        _log.RemoveRange(0, count);
        _pruned += count;
        return count;
    }

    public MemoryEvent Append(NewEvent added, DateTimeOffset now)
    {
        var stored = new MemoryEvent(LastSequence + 1, added, now);
        _log.Add(stored);
        return stored;
    }

    /// <summary>Writes the events and the row of a commit.</summary>
    /// <returns>The events as they are in the log.</returns>
    public List<MemoryEvent> Append(TaskCommit commit, DateTimeOffset now)
    {
        var marked = CommitRules.Mark(commit.Events);
        var kept = CommitRules.KeepBodies(commit, marked, [.. Configs.Select(config => config.Lane.Row)]);
        var stored = marked.Select(added => Append(added, now)).ToList();
        foreach (var (index, format, body) in kept)
        {
            stored[index].Keep(format, body);
        }

        Current = commit.After;
        IsAnnounced = true;
        CheckpointSequence = commit.Checkpoint is null ? CheckpointSequence : LastSequence;
        SettledAt ??= commit.After.Status.State.IsTerminal ? now : null;
        _bytesSince = commit.Checkpoint is null ? _bytesSince + CommitRules.BytesOfTask(marked) : 0;
        _checkpointBytes = commit.Checkpoint?.Length ?? _checkpointBytes;
        if (commit.EndsRun)
        {
            EndRun();
        }

        return stored;
    }

    public StoredTask ToStored() => new()
    {
        Key = Key,
        Task = Current,
        LastSequence = LastSequence,
        Announced = IsAnnounced,
        Run = Run,
        Dialect = _dialect,
        CheckpointBytes = _checkpointBytes,
        BytesSinceCheckpoint = _bytesSince,
    };
}
