namespace Handler.Protocol.Legacy;

/// <summary>Something that an agent is good at.</summary>
public sealed record LegacyAgentSkill : WireObject
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }
}
