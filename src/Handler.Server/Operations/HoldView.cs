namespace Handler.Server.Operations;

/// <summary>Why and until when a gate is held.</summary>
internal sealed record HoldView
{
    public required string Cause { get; init; }

    /// <summary>Null for an operator's hold, which has no end.</summary>
    public DateTimeOffset? Until { get; init; }
}
