using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Handler.Protocol.Legacy;

/// <summary>A task. Its lists are always written.</summary>
public sealed record LegacyTask : LegacyEvent
{
    /// <summary>Made by the agent, unique.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation that the task belongs to.</summary>
    public string? ContextId { get; init; }

    /// <summary>The status now.</summary>
    public required LegacyTaskStatus Status { get; init; }

    /// <summary>The results so far.</summary>
    [AllowNull]
    public IReadOnlyList<LegacyArtifact> Artifacts { get => field ?? []; init; }

    /// <summary>The messages, oldest first.</summary>
    [AllowNull]
    public IReadOnlyList<LegacyMessage> History { get => field ?? []; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
