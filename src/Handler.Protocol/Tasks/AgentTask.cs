using System.Text.Json;

namespace Handler.Protocol;

/// <summary>The unit of work (<c>Task</c> in A2A 1.0, 4.1.1).</summary>
public sealed record AgentTask : WireObject
{
    /// <summary>Made by the agent, unique.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation that the task belongs to.</summary>
    public string? ContextId { get; init; }

    /// <summary>The status now.</summary>
    public required AgentTaskStatus Status { get; init; }

    /// <summary>The results so far; <c>null</c> when left out of an answer.</summary>
    public IReadOnlyList<Artifact>? Artifacts { get; init; }

    /// <summary>The messages before the status's own, oldest first; <c>null</c> when left out of an answer.</summary>
    public IReadOnlyList<Message>? History { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
