namespace Handler.Protocol;

/// <summary>Something that an agent is good at (A2A 1.0, 4.4.5).</summary>
public sealed record AgentSkill : WireObject
{
    /// <summary>Unique within the card.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>Words to find it by; at least one.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Prompts that it understands.</summary>
    public IReadOnlyList<string>? Examples { get; init; }

    /// <summary>Media types that it takes, where they differ from the card's.</summary>
    public IReadOnlyList<string>? InputModes { get; init; }

    /// <summary>Media types that it makes, where they differ from the card's.</summary>
    public IReadOnlyList<string>? OutputModes { get; init; }

    /// <summary>What a call of it needs: any one of the list.</summary>
    public IReadOnlyList<SecurityRequirement>? SecurityRequirements { get; init; }
}
