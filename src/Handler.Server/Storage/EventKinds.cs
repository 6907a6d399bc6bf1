namespace Handler.Server.Storage;

/// <summary>
/// What an event is, as a set of bits; a lane's mask is a set of the same bits. A lane reads an event that is meant for it when the two
/// sets meet. So a filter by kind, a snapshot that passes any filter, and "the last event of a commit" are one rule and one index.
/// </summary>
[Flags]
public enum EventKinds
{
    /// <summary>Nothing: read by no lane.</summary>
    None = 0,

    /// <summary>A status update.</summary>
    Status = 1,

    /// <summary>An artifact update.</summary>
    Artifact = 2,

    /// <summary>A message.</summary>
    Message = 4,

    /// <summary>The whole task, as it is announced.</summary>
    Task = 8,

    /// <summary>The whole task as it stands when a lane opens or resumes. In every mask.</summary>
    Snapshot = 16,

    /// <summary>Set beside the kind on the last event of a commit: dialects that send the whole task read these.</summary>
    CommitEnd = 32,

    /// <summary>The mask of a lane that reads every event once.</summary>
    All = Status | Artifact | Message | Task | Snapshot,
}
