namespace Handler.Server.Storage;

/// <summary>
/// What an event is, as a set of bits; a lane's mask is a set of the same bits. A lane reads an event that is meant for it when the two
/// sets meet. So a filter by kind or by state, a snapshot that passes any filter, and "the last event of a commit" are one rule and one index.
/// </summary>
/// <remarks>
/// A status update has one bit, that of its state (<see cref="EventKindsExtensions"/>), and who wants all of them has all these bits:
/// <see cref="Status"/>. The store gives an event its bits when it is committed (<see cref="CommitRules.Mark"/>).
/// </remarks>
[Flags]
public enum EventKinds
{
    /// <summary>Nothing: read by no lane.</summary>
    None = 0,

    /// <summary>
    /// A status update whose row does not say to which state: none that the specification names, or written before states were told apart. Whoever
    /// wants the status updates of some states gets these too, for one of them may be the end.
    /// </summary>
    OtherStatus = 1,

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

    /// <summary>Set beside <see cref="CommitEnd"/> where the commit has artifact updates: for those of such dialects who want these.</summary>
    ArtifactEnd = 64,

    /// <summary>A status update to submitted.</summary>
    Submitted = 128,

    /// <summary>A status update to working.</summary>
    Working = 256,

    /// <summary>A status update to completed.</summary>
    Completed = 512,

    /// <summary>A status update to failed.</summary>
    Failed = 1024,

    /// <summary>A status update to canceled.</summary>
    Canceled = 2048,

    /// <summary>A status update to input-required.</summary>
    InputRequired = 4096,

    /// <summary>A status update to rejected.</summary>
    Rejected = 8192,

    /// <summary>A status update to auth-required.</summary>
    AuthRequired = 16384,

    /// <summary>A status update, to whatever state.</summary>
    Status = OtherStatus | Submitted | Working | Completed | Failed | Canceled | InputRequired | Rejected | AuthRequired,

    /// <summary>The mask of a lane that reads every event once.</summary>
    All = Status | Artifact | Message | Task | Snapshot,
}
