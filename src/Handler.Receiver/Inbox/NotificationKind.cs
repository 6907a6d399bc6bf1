namespace Handler.Receiver.Inbox;

/// <summary>What a push is about, in whichever dialect it came.</summary>
public enum NotificationKind
{
    /// <summary>A JSON object that looks like nothing known. It is kept all the same.</summary>
    Unknown = 0,

    /// <summary>The whole task.</summary>
    Task = 1,

    /// <summary>A message of the agent.</summary>
    Message = 2,

    /// <summary>A change of status.</summary>
    Status = 3,

    /// <summary>An artifact, or a chunk of one.</summary>
    Artifact = 4,
}
