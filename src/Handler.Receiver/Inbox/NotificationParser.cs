using System.Text.Json;
using Handler.Protocol;

namespace Handler.Receiver.Inbox;

/// <summary>
/// Finds in a payload of any dialect which task it is about and what it says. Pure, and never fails: what is not there, or is of
/// another type than expected, is not told.
/// </summary>
internal static class NotificationParser
{
    /// <summary>Reads a payload, which is an object.</summary>
    public static ParsedNotification Parse(JsonElement payload)
    {
        var (kind, body) = Unwrap(payload);
        return new(
            kind,
            TaskIdOf(payload, kind, body),
            TextField(body, "contextId", "context_id") ?? TextField(payload, "contextId", "context_id"),
            StateOf(body));
    }

    /// <summary>What a payload says to people; <c>null</c> when there is nothing.</summary>
    public static string? TextOf(JsonElement payload)
    {
        var (kind, body) = Unwrap(payload);
        return NotificationText.Of(kind, body);
    }

    /// <summary>1.0 wraps the event in a field that names its kind; before, the payload is the event or the task itself.</summary>
    private static (NotificationKind Kind, JsonElement Body) Unwrap(JsonElement payload) =>
        ObjectField(payload, "task") is { } task ? (NotificationKind.Task, task)
        : ObjectField(payload, "statusUpdate", "status_update") is { } status ? (NotificationKind.Status, status)
        : ObjectField(payload, "artifactUpdate", "artifact_update") is { } artifact ? (NotificationKind.Artifact, artifact)
        : ObjectField(payload, "message") is { } message ? (NotificationKind.Message, message)
        : (BareKind(payload), payload);

    private static NotificationKind BareKind(JsonElement payload) =>
        (TextField(payload, "kind") ?? TextField(payload, "type")) switch
        {
            "task" or "Task" => NotificationKind.Task,
            "message" or "Message" => NotificationKind.Message,
            "status-update" or "TaskStatusUpdateEvent" => NotificationKind.Status,
            "artifact-update" or "TaskArtifactUpdateEvent" => NotificationKind.Artifact,
            _ => KindByShape(payload),
        };

    // Some senders mark nothing: a status with an id of its own is a task, one without it an event.
    private static NotificationKind KindByShape(JsonElement payload) =>
        Field(payload, "artifact") is not null ? NotificationKind.Artifact
        : Field(payload, "status") is not null ? (Field(payload, "id") is null ? NotificationKind.Status : NotificationKind.Task)
        : Field(payload, "parts") is not null ? NotificationKind.Message
        : NotificationKind.Unknown;

    /// <summary>What is known to be a task or an event says where its task stands; elsewhere any id may be it.</summary>
    private static string? TaskIdOf(JsonElement payload, NotificationKind kind, JsonElement body)
    {
        var own = kind switch
        {
            NotificationKind.Unknown => null,
            NotificationKind.Task => TextField(body, "id"),
            _ => TextField(body, "taskId", "task_id"),
        };
        return own ?? TextField(payload, "id") ?? TextField(payload, "taskId", "task_id");
    }

    private static NotificationState StateOf(JsonElement body)
    {
        var said = Field(body, "final") is { ValueKind: JsonValueKind.True };
        var status = Field(body, "status");
        var state = status is { ValueKind: JsonValueKind.Object } ? Field(status.Value, "state") : status;
        return NotificationState.Parse(NameOf(state), said);
    }

    /// <summary>A name, or one of the numbers that Protocol Buffers' JSON also allows.</summary>
    private static string? NameOf(JsonElement? state) => state switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) && Enum.IsDefined((TaskState)value)
            => ((TaskState)value).WireName,
        _ => null,
    };

    internal static JsonElement? Field(JsonElement element, string name, string? other = null) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value
        : other is null ? null
        : Field(element, other);

    internal static JsonElement? ObjectField(JsonElement element, string name, string? other = null) =>
        Field(element, name) is { ValueKind: JsonValueKind.Object } value ? value
        : other is null ? null
        : ObjectField(element, other);

    /// <summary>A text that is there and not empty.</summary>
    internal static string? TextField(JsonElement element, string name, string? other = null) =>
        Field(element, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text
        : other is null ? null
        : TextField(element, other);
}
