namespace Handler.Protocol;

/// <summary>The body of a notification in one dialect.</summary>
public sealed record PushBodyFormat : WireObject
{
    /// <summary><c>1.0</c>, <c>0.3</c> or <c>legacy</c>: with what the config was set.</summary>
    public required string Dialect { get; init; }

    /// <summary>The <c>Content-Type</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary><c>StreamResponse</c>, <c>Task</c>, or <c>event</c> (a bare one).</summary>
    public required string Content { get; init; }
}
