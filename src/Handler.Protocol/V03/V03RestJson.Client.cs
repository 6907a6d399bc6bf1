using System.Text.Json;
using System.Text.Json.Nodes;
using Handler.Protocol.Json;

namespace Handler.Protocol.V03;

/// <summary>What clients write and read.</summary>
public static partial class V03RestJson
{
    /// <summary>Writes a message to be sent.</summary>
    public static byte[] Write(SendMessageRequest request) => Write(json => V03RestWriter.Write(json, request));

    /// <summary>Writes a config to be set.</summary>
    public static byte[] WriteToSet(TaskPushNotificationConfig config) => Write(json => V03RestWriter.WriteToSet(json, config));

    /// <summary>Reads a task.</summary>
    /// <exception cref="JsonException">The element is no task; the message can be shown to a user.</exception>
    public static AgentTask ReadTask(JsonElement body) => Read<AgentTask>(V03RestAnswers.TaskToV1(V03RestReader.ObjectOf(body)));

    /// <summary>Reads the answer to a message: <c>task</c> or <c>message</c>.</summary>
    /// <exception cref="JsonException">The element is neither; the message can be shown to a user.</exception>
    public static SendMessageResponse ReadSendMessageResponse(JsonElement body) =>
        Read<SendMessageResponse>(V03RestAnswers.UpdateToV1(V03RestReader.ObjectOf(body)));

    /// <summary>Reads an event of a stream.</summary>
    /// <exception cref="JsonException">The element is no event; the message can be shown to a user.</exception>
    public static StreamResponse ReadStreamResponse(JsonElement body) => Read<StreamResponse>(V03RestAnswers.UpdateToV1(V03RestReader.ObjectOf(body)));

    /// <summary>Whether an event of a stream says that none follows it.</summary>
    public static bool IsFinal(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object
        && (body.TryGetProperty("statusUpdate", out var status) || body.TryGetProperty("status_update", out status))
        && status.ValueKind == JsonValueKind.Object
        && status.TryGetProperty("final", out var final)
        && final.ValueKind == JsonValueKind.True;

    /// <summary>Reads a config of a task, which its name tells. What an extension put there is kept.</summary>
    /// <exception cref="JsonException">The element is no config; the message can be shown to a user.</exception>
    public static TaskPushNotificationConfig ReadTaskPushNotificationConfig(JsonElement body)
    {
        var name = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String
            ? given.GetString()!.Split('/')
            : [];
        return ReadConfig(body, UnknownFields.Keep) with { TaskId = name is ["tasks", var task, ..] ? task : null };
    }

    /// <summary>Reads the configs of a task: <c>configs</c>, which is left out where there are none.</summary>
    /// <exception cref="JsonException">The element is no such list; the message can be shown to a user.</exception>
    public static IReadOnlyList<TaskPushNotificationConfig> ReadConfigs(JsonElement body)
    {
        var root = V03RestReader.ObjectOf(body);
        return root["configs"] switch
        {
            null => [],
            JsonArray list => [.. list.Select(config => ReadTaskPushNotificationConfig(JsonElement.Parse(config?.ToJsonString() ?? "null")))],
            _ => throw new WireRuleException("configs must be a list."),
        };
    }

    private static T Read<T>(JsonObject root)
    {
        try
        {
            return A2AJson.Read<T>(V03RestReader.Bytes(root));
        }
        catch (JsonException fault)
        {
            throw new JsonException(V03RestReader.NameInV03(fault.Message), V03RestReader.NameInV03(fault.Path), null, null, fault);
        }
    }
}
