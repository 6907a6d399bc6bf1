using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>
/// A task about to begin: stored, with its run and its inline config, before the executor starts. It has no events yet and is not to be
/// seen by reads until its first commit announces it.
/// </summary>
public sealed record NewTask
{
    /// <summary>Its key.</summary>
    public required TaskKey Key { get; init; }

    /// <summary>The task as submitted: id, context, status SUBMITTED, the first message in the history.</summary>
    public required AgentTask Task { get; init; }

    /// <summary>The dialect of the request that made it; kept, never looked into.</summary>
    public WireFormat Dialect { get; init; } = WireFormat.V1;

    /// <summary>
    /// Tells the message that makes it from all others, by its id, its context and its content: of the tasks of one owner that live, at most
    /// one has it. Null: it is like no other.
    /// </summary>
    public string? MessageDigest { get; init; }

    /// <summary>A push config that came with the message. Its lane starts at cursor 0: it misses nothing and needs no snapshot.</summary>
    public NewPushConfig? Config { get; init; }
}
