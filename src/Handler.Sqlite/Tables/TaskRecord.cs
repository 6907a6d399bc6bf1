using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Sqlite.Tables;

/// <summary>A task's row.</summary>
internal sealed record TaskRecord
{
    public required long RowId { get; init; }

    public required TaskKey Key { get; init; }

    public required TaskState State { get; init; }

    /// <summary>The status time in Unix milliseconds.</summary>
    public required long StatusAt { get; init; }

    public required WireFormat Dialect { get; init; }

    public required bool Announced { get; init; }

    public required long LastSequence { get; init; }

    /// <summary>How many runs it had: the number of the last one.</summary>
    public required long Runs { get; init; }

    /// <summary>The node that runs it; null when nothing runs.</summary>
    public required string? RunNode { get; init; }

    /// <summary>The sequence as of which the checkpoint was written.</summary>
    public required long CheckpointSequence { get; init; }

    public required long CheckpointBytes { get; init; }

    public required long BytesSince { get; init; }

    public RunToken? Run => RunNode is null ? null : new RunToken(RunNode, Runs);
}
