namespace Handler.Protocol;

/// <summary>
/// The dialect of a task or of a push config, fixed when it is made. Stores keep the number; it never changes.
/// </summary>
public enum WireFormat
{
    /// <summary>A2A 1.0: a notification is a <see cref="StreamResponse"/>.</summary>
    V1 = 1,

    /// <summary>A2A 0.2 and 0.3: a notification is the full task.</summary>
    V03 = 2,

    /// <summary>The dialect of older tools, which calls <c>tasks/send</c>: a notification is the bare event.</summary>
    Legacy = 3,
}
