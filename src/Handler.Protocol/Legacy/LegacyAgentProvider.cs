namespace Handler.Protocol.Legacy;

/// <summary>Who offers an agent.</summary>
public sealed record LegacyAgentProvider : WireObject
{
    /// <summary>The provider's name.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's site.</summary>
    public string? Url { get; init; }
}
