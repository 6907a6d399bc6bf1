using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Requests;

/// <summary>A task's log that is being appended to, as of its last commit.</summary>
internal sealed record OpenLog
{
    public required RunToken Run { get; init; }

    /// <summary>The task as of the last update; without updates, no more than its id.</summary>
    public required AgentTask Task { get; init; }

    public required bool IsEmpty { get; init; }

    public required long CheckpointBytes { get; init; }

    public required long BytesSince { get; init; }

    /// <summary>About how large the task is.</summary>
    public long Bytes => CheckpointBytes + BytesSince;

    public static OpenLog Of(StoredTask stored) => new()
    {
        Run = stored.Run ?? throw new ArgumentException($"Task '{stored.Key.TaskId}' has no run.", nameof(stored)),
        Task = stored.Task,
        IsEmpty = stored.LastSequence == 0,
        CheckpointBytes = stored.CheckpointBytes,
        BytesSince = stored.BytesSinceCheckpoint,
    };

    /// <summary>The log after a commit of <paramref name="draft"/>.</summary>
    public OpenLog After(AppendDraft draft) => this with
    {
        Task = draft.After,
        IsEmpty = false,
        CheckpointBytes = draft.Checkpoint?.Length ?? CheckpointBytes,
        BytesSince = draft.Checkpoint is null ? BytesSince + draft.Bytes : 0,
    };
}
