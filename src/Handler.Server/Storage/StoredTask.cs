using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>A task as read from the store: the checkpoint with the log above it folded in.</summary>
public sealed record StoredTask
{
    /// <summary>Its key.</summary>
    public required TaskKey Key { get; init; }

    /// <summary>The task as of <see cref="LastSequence"/>.</summary>
    public required AgentTask Task { get; init; }

    /// <summary>The sequence of the last event in the log, 0 when there is none.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Whether the first commit was made: before it, only the run that made the task knows of it.</summary>
    public required bool Announced { get; init; }

    /// <summary>The run that may write to it; null when nothing runs.</summary>
    public RunToken? Run { get; init; }

    /// <summary>The dialect of the request that made it.</summary>
    public WireFormat Dialect { get; init; }

    /// <summary>Size of the checkpoint in bytes; with <see cref="BytesSinceCheckpoint"/> it says when the next one is due.</summary>
    public required long CheckpointBytes { get; init; }

    /// <summary>Size in bytes of the payloads above the checkpoint.</summary>
    public required long BytesSinceCheckpoint { get; init; }
}
