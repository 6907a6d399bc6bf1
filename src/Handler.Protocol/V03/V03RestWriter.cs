using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>Writes what REST of 0.3 says, field by field as its protobuf schema has them: here what agents answer.</summary>
internal static partial class V03RestWriter
{
    public static void Write(Utf8JsonWriter json, StreamResponse update)
    {
        json.WriteStartObject();
        switch (update)
        {
            case { Task: { } task }:
                json.WritePropertyName("task"u8);
                Write(json, task);
                break;
            case { Message: { } message }:
                json.WritePropertyName("message"u8);
                Write(json, message);
                break;
            case { StatusUpdate: { } status }:
                json.WritePropertyName("statusUpdate"u8);
                Write(json, status);
                break;
            case { ArtifactUpdate: { } artifact }:
                json.WritePropertyName("artifactUpdate"u8);
                Write(json, artifact);
                break;
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, AgentTask task)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, task.Id);
        WriteText(json, "contextId", task.ContextId);
        json.WritePropertyName("status"u8);
        Write(json, task.Status);
        WriteList(json, "artifacts", task.Artifacts, Write);
        WriteList(json, "history", task.History, Write);
        WriteMap(json, task.Metadata);
        json.WriteEndObject();
    }

    /// <summary>A config under the name of its resource.</summary>
    public static void Write(Utf8JsonWriter json, TaskPushNotificationConfig config)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, $"tasks/{config.TaskId}/pushNotificationConfigs/{config.Id}");
        json.WritePropertyName("pushNotificationConfig"u8);
        WriteBare(json, config);
        json.WriteEndObject();
    }

    /// <summary>A config as it goes with a message.</summary>
    private static void WriteBare(Utf8JsonWriter json, TaskPushNotificationConfig config)
    {
        json.WriteStartObject();
        WriteText(json, "id", config.Id);
        json.WriteString("url"u8, config.Url);
        WriteText(json, "token", config.Token);
        if (config.Authentication is { } authentication)
        {
            json.WriteStartObject("authentication"u8);
            WriteList(json, "schemes", [authentication.Scheme], static (list, scheme) => list.WriteStringValue(scheme));
            WriteText(json, "credentials", authentication.Credentials);
            json.WriteEndObject();
        }

        // What extensions put there.
        WriteFields(json, config.ExtensionData ?? []);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TaskStatusUpdateEvent update)
    {
        json.WriteStartObject();
        json.WriteString("taskId"u8, update.TaskId);
        WriteText(json, "contextId", update.ContextId);
        json.WritePropertyName("status"u8);
        Write(json, update.Status);
        json.WriteBoolean("final"u8, update.Status.State.IsTerminal);
        WriteMap(json, update.Metadata);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TaskArtifactUpdateEvent update)
    {
        json.WriteStartObject();
        json.WriteString("taskId"u8, update.TaskId);
        WriteText(json, "contextId", update.ContextId);
        json.WritePropertyName("artifact"u8);
        Write(json, update.Artifact);
        json.WriteBoolean("append"u8, update.Append);
        json.WriteBoolean("lastChunk"u8, update.LastChunk);
        WriteMap(json, update.Metadata);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AgentTaskStatus status)
    {
        json.WriteStartObject();
        json.WriteString("state"u8, status.State == TaskState.Canceled ? "TASK_STATE_CANCELLED" : status.State.WireName);
        if (status.Message is { } message)
        {
            json.WritePropertyName("message"u8);
            Write(json, message);
        }

        if (status.Timestamp is { } time)
        {
            json.WritePropertyName("timestamp"u8);
            JsonSerializer.Serialize(json, time, A2AJson.TypeInfo<DateTimeOffset>());
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Message message)
    {
        json.WriteStartObject();
        json.WriteString("messageId"u8, message.MessageId);
        WriteText(json, "contextId", message.ContextId);
        WriteText(json, "taskId", message.TaskId);
        json.WriteString("role"u8, message.Role switch { Role.User => "ROLE_USER", Role.Agent => "ROLE_AGENT", _ => "ROLE_UNSPECIFIED" });
        WriteList(json, "content", message.Parts, Write);
        WriteMap(json, message.Metadata);
        WriteList(json, "extensions", message.Extensions, static (list, uri) => list.WriteStringValue(uri));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Artifact artifact)
    {
        json.WriteStartObject();
        json.WriteString("artifactId"u8, artifact.ArtifactId);
        WriteText(json, "name", artifact.Name);
        WriteText(json, "description", artifact.Description);
        WriteList(json, "parts", artifact.Parts, Write);
        WriteMap(json, artifact.Metadata);
        WriteList(json, "extensions", artifact.Extensions, static (list, uri) => list.WriteStringValue(uri));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Part part)
    {
        json.WriteStartObject();
        if (part.Text is { } text)
        {
            json.WriteString("text"u8, text);
        }
        else if (part.Data is { } data)
        {
            WriteData(json, data);
        }
        else
        {
            WriteFile(json, part);
        }

        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, Part part)
    {
        json.WriteStartObject("file"u8);
        if (part.Raw is { } bytes)
        {
            json.WriteBase64String("fileWithBytes"u8, bytes.Span);
        }
        else
        {
            WriteText(json, "fileWithUri", part.Url);
        }

        WriteText(json, "mimeType", part.MediaType);
        json.WriteEndObject();
    }

    // The schema takes an object here and nothing else.
    private static void WriteData(Utf8JsonWriter json, JsonElement data)
    {
        json.WriteStartObject("data"u8);
        json.WritePropertyName("data"u8);
        if (data.ValueKind == JsonValueKind.Object)
        {
            data.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WritePropertyName("value"u8);
            data.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T>? list, Action<Utf8JsonWriter, T> write)
    {
        if (list is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in list)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement>? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        json.WriteStartObject("metadata"u8);
        WriteFields(json, metadata);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, JsonElement>> fields)
    {
        foreach (var (name, value) in fields)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }
}
