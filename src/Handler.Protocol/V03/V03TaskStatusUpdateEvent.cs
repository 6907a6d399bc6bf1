using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>A task's status has changed (A2A 0.3, 7.2.2).</summary>
public sealed record V03TaskStatusUpdateEvent : V03Event
{
    /// <summary>The value of <see cref="V03Event.Kind"/>.</summary>
    public const string KindName = "status-update";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>The task that changed.</summary>
    public required string TaskId { get; init; }

    /// <summary>The context of that task. Required by 0.3; missing where an agent forgets it.</summary>
    public string? ContextId { get; init; }

    /// <summary>The new status, whole.</summary>
    public required V03TaskStatus Status { get; init; }

    /// <summary>Nothing follows in this stream.</summary>
    public bool Final { get; init; }

    /// <summary>Free to use; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
