using System.Text.Json;

namespace Handler.Protocol;

/// <summary>A task's status has changed (A2A 1.0, 4.2.1).</summary>
public sealed record TaskStatusUpdateEvent : WireObject
{
    /// <summary>The task that changed.</summary>
    public required string TaskId { get; init; }

    /// <summary>The context of that task.</summary>
    public required string ContextId { get; init; }

    /// <summary>The new status, whole.</summary>
    public required AgentTaskStatus Status { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
