using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Handler.Protocol.Legacy;

/// <summary>What an agent says about itself at <c>/agentCard</c>. Its lists are always written.</summary>
public sealed record LegacyAgentCard : WireObject
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What the agent is for.</summary>
    public string? Description { get; init; }

    /// <summary>The version of the agent, in its own counting.</summary>
    public required string Version { get; init; }

    /// <summary>Who offers it.</summary>
    public LegacyAgentProvider? Provider { get; init; }

    /// <summary>What it can do.</summary>
    public LegacyAgentCapabilities Capabilities { get => field ?? new(); init; }

    /// <summary>What it is good at.</summary>
    [AllowNull]
    public IReadOnlyList<LegacyAgentSkill> Skills { get => field ?? []; init; }

    /// <summary>Where and how it is called.</summary>
    [AllowNull]
    public IReadOnlyList<LegacyAgentInterface> Interfaces { get => field ?? []; init; }

    /// <summary>Ways to authenticate, a list of schemes; not specified, so what comes from elsewhere may be anything.</summary>
    public JsonElement? SecuritySchemes { get; init; }

    /// <summary>Extensions; not specified, so what comes from elsewhere may be anything.</summary>
    public JsonElement? Extensions { get; init; }
}
