namespace Handler.Protocol.V03;

/// <summary>Something that an agent is good at (A2A 0.3, 5.5.4).</summary>
public sealed record V03AgentSkill : WireObject
{
    /// <summary>Unique within the card.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public string Description { get => field ?? ""; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get => field ?? []; init; }

    /// <summary>Prompts that it understands.</summary>
    public IReadOnlyList<string>? Examples { get; init; }

    /// <summary>Media types that it takes, where they differ from the card's.</summary>
    public IReadOnlyList<string>? InputModes { get; init; }

    /// <summary>Media types that it makes, where they differ from the card's.</summary>
    public IReadOnlyList<string>? OutputModes { get; init; }

    /// <summary>What a call of it needs, as <see cref="V03AgentCard.Security"/>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>>? Security { get; init; }
}
