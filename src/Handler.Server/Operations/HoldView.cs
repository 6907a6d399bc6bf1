namespace Handler.Server.Operations;

/// <summary>Why and until when a gate is held.</summary>
internal sealed record HoldView
{
    public required string Cause { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>From then on it is probed by one lane at a time. Null for an operator's hold, which has no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The operator who holds it.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }
}
