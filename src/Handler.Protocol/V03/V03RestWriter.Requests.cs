using System.Text.Json;

namespace Handler.Protocol.V03;

/// <summary>What clients ask.</summary>
internal static partial class V03RestWriter
{
    /// <summary>By this schema what is false is not written, and left out means the same: who wants to wait says so.</summary>
    public static void Write(Utf8JsonWriter json, SendMessageRequest request)
    {
        json.WriteStartObject();
        json.WritePropertyName("message"u8);
        Write(json, request.Message);
        json.WriteStartObject("configuration"u8);
        WriteList(json, "acceptedOutputModes", request.Configuration?.AcceptedOutputModes, static (list, mode) => list.WriteStringValue(mode));
        if (request.Configuration?.TaskPushNotificationConfig is { } config)
        {
            json.WritePropertyName("pushNotification"u8);
            WriteBare(json, config);
        }

        if (request.Configuration?.HistoryLength is { } length)
        {
            json.WriteNumber("historyLength"u8, length);
        }

        json.WriteBoolean("blocking"u8, request.Configuration?.ReturnImmediately != true);
        json.WriteEndObject();
        WriteMap(json, request.Metadata);
        json.WriteEndObject();
    }

    /// <summary>A config to be set, with its task and its id beside it.</summary>
    public static void WriteToSet(Utf8JsonWriter json, TaskPushNotificationConfig config)
    {
        json.WriteStartObject();
        json.WriteString("parent"u8, $"tasks/{config.TaskId}");
        WriteText(json, "configId", config.Id);
        json.WritePropertyName("config"u8);
        Write(json, config);
        json.WriteEndObject();
    }
}
