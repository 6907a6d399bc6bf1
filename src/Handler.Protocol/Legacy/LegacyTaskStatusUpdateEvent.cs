using System.Text.Json;

namespace Handler.Protocol.Legacy;

/// <summary>A task's status has changed.</summary>
public sealed record LegacyTaskStatusUpdateEvent : LegacyEvent
{
    /// <summary>The value of <see cref="Type"/>.</summary>
    public const string TypeName = "TaskStatusUpdateEvent";

    /// <summary>What this is. Always written; what is read is told by its fields where it is missing.</summary>
    public string Type => TypeName;

    /// <summary>The task that changed.</summary>
    public required string TaskId { get; init; }

    /// <summary>The context of that task; left out where an executor makes the event by hand.</summary>
    public string? ContextId { get; init; }

    /// <summary>The new status, whole.</summary>
    public required LegacyTaskStatus Status { get; init; }

    /// <summary>Nothing follows.</summary>
    public bool Final { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
