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

    // Nothing is pruned, so an event stands at the index of its sequence.
    public long LastSequence => _log.Count;

    public void BeginRun(string node) => Run = new RunToken(node, ++_runEpoch);

    public void EndRun() => Run = null;

    public MemoryConfig? Find(string configId) => Configs.Find(config => config.Id == configId);

    public MemoryEvent? EventAt(long sequence) => sequence >= 1 && sequence <= _log.Count ? _log[(int)sequence - 1] : null;

    /// <summary>The events above <paramref name="after"/>, up to <paramref name="through"/>.</summary>
    public IEnumerable<MemoryEvent> Events(long after, long through)
    {
        for (var i = (int)Math.Max(after, 0); i < through; i++)
        {
            yield return _log[i];
        }
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
