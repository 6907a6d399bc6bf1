using ModelContextProtocol.Protocol;

namespace Handler.Mcp.Calls;

/// <summary>What a client is told of a tool beside its schemas.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">What it does and when to use it, for the model.</param>
internal sealed record ToolFace(string Name, string Title, string Description)
{
    /// <summary>It changes nothing.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>It may replace or take away what was there.</summary>
    public bool IsDestructive { get; init; }

    /// <summary>Twice is as once.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>It reaches agents, beyond this machine's own files.</summary>
    public bool IsOpenWorld { get; init; }

    public ToolAnnotations Annotations => new()
    {
        Title = Title,
        ReadOnlyHint = IsReadOnly,
        DestructiveHint = IsDestructive,
        IdempotentHint = IsIdempotent,
        OpenWorldHint = IsOpenWorld,
    };
}
