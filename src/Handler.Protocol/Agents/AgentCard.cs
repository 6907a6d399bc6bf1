namespace Handler.Protocol;

/// <summary>What an agent says about itself, served at <see cref="WellKnownPaths.AgentCard"/> (A2A 1.0, 4.4.1).</summary>
public sealed record AgentCard : WireObject
{
    /// <summary>
    /// A card of an agent that takes and gives text, with one skill that is the agent itself; change the rest by <c>with</c>. It names no interface:
    /// an agent that is served fills in where it is.
    /// </summary>
    /// <param name="name">A name for people.</param>
    /// <param name="description">What the agent is for.</param>
    /// <param name="version">The version of the agent.</param>
    public static AgentCard Describe(string name, string description, string version = "1.0.0") => new()
    {
        Name = name,
        Description = description,
        SupportedInterfaces = [],
        Version = version,
        Capabilities = new AgentCapabilities(),
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = ["text/plain"],
        Skills = [new AgentSkill { Id = "main", Name = name, Description = description, Tags = ["text"] }],
    };

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What the agent is for.</summary>
    public required string Description { get; init; }

    /// <summary>Where and how it is called, the preferred way first; at least one.</summary>
    public required IReadOnlyList<AgentInterface> SupportedInterfaces { get; init; }

    /// <summary>Who offers it.</summary>
    public AgentProvider? Provider { get; init; }

    /// <summary>The version of the agent, in its own counting.</summary>
    public required string Version { get; init; }

    /// <summary>Where its documentation is.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>What it can do beside the basic operations.</summary>
    public required AgentCapabilities Capabilities { get; init; }

    /// <summary>Ways to authenticate, by name.</summary>
    public IReadOnlyDictionary<string, SecurityScheme>? SecuritySchemes { get; init; }

    /// <summary>Which of these ways a call needs: any one of the list.</summary>
    public IReadOnlyList<SecurityRequirement>? SecurityRequirements { get; init; }

    /// <summary>Media types that all skills take unless they say otherwise; at least one.</summary>
    public required IReadOnlyList<string> DefaultInputModes { get; init; }

    /// <summary>Media types that all skills make unless they say otherwise; at least one.</summary>
    public required IReadOnlyList<string> DefaultOutputModes { get; init; }

    /// <summary>What it is good at; at least one.</summary>
    public required IReadOnlyList<AgentSkill> Skills { get; init; }

    /// <summary>Detached JSON Web Signatures over this card.</summary>
    public IReadOnlyList<AgentCardSignature>? Signatures { get; init; }

    /// <summary>An icon.</summary>
    public string? IconUrl { get; init; }
}
