namespace Handler.Protocol;

/// <summary>Who offers an agent (A2A 1.0, 4.4.2).</summary>
public sealed record AgentProvider : WireObject
{
    /// <summary>The provider's site.</summary>
    public required string Url { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Organization { get; init; }
}
