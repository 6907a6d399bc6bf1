using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handler.Protocol.V03;

/// <summary>
/// The other JSON of A2A 0.3: that of its protobuf schema, which its REST speaks (<c>content</c> in place of <c>parts</c>, no <c>kind</c>,
/// <c>TASK_STATE_CANCELLED</c>). From and to the types of 1.0, without those of 0.3 between them.
/// </summary>
/// <remarks>What that schema has no field for is lost: names of files, metadata of parts, <c>referenceTaskIds</c>.</remarks>
public static partial class V03RestJson
{
    /// <summary>Writes a task.</summary>
    public static byte[] Write(AgentTask task) => Write(json => V03RestWriter.Write(json, task));

    /// <summary>Writes the answer to a message: <c>task</c> or <c>message</c>.</summary>
    public static byte[] Write(SendMessageResponse answer) => Write(answer.Task is { } task ? StreamResponse.Of(task) : StreamResponse.Of(answer.Message!));

    /// <summary>Writes an event of a stream.</summary>
    public static byte[] Write(StreamResponse update) => Write(json => V03RestWriter.Write(json, update));

    /// <summary>Writes a config of a task.</summary>
    public static byte[] Write(TaskPushNotificationConfig config) => Write(json => V03RestWriter.Write(json, config));

    /// <summary>Writes the configs of a task: <c>configs</c>.</summary>
    public static byte[] Write(IEnumerable<TaskPushNotificationConfig> configs) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("configs"u8);
        foreach (var config in configs)
        {
            V03RestWriter.Write(json, config);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>
    /// Reads a message to be sent. One whose message has <c>parts</c>, as the text of the specification shows it (7.1), is read as in JSON-RPC.
    /// </summary>
    /// <param name="body">The request.</param>
    /// <param name="unknown">What becomes of fields that this version does not know.</param>
    /// <exception cref="JsonException">The element is no such request; the message can be shown to a user.</exception>
    public static SendMessageRequest ReadSendMessageRequest(JsonElement body, UnknownFields unknown = UnknownFields.Ignore)
    {
        var root = V03RestReader.ObjectOf(body);
        var message = V03RestReader.Take(root, "message", "request");
        if (message is not JsonObject map || map.ContainsKey("parts"))
        {
            root["message"] = message;
            return V03Mapper.ToV1(V03Json.Read<V03MessageSendParams>(V03RestReader.Bytes(root), unknown));
        }

        root["message"] = V03RestReader.MessageToV1(map);
        V03RestReader.ConfigurationToV1(root);
        try
        {
            return A2AJson.Read<SendMessageRequest>(V03RestReader.Bytes(root), unknown);
        }
        catch (JsonException fault)
        {
            throw new JsonException(V03RestReader.NameInV03(fault.Message), V03RestReader.NameInV03(fault.Path), null, null, fault);
        }
    }

    /// <summary>
    /// Reads a config to be set: bare, in <c>pushNotificationConfig</c>, or with that in <c>config</c>, for clients of 0.3 differ. Its task is the path's to
    /// say; its id is its own, else <c>configId</c>, else what its <c>name</c> ends with.
    /// </summary>
    /// <param name="body">The request.</param>
    /// <param name="unknown">What becomes of fields that this version does not know.</param>
    /// <exception cref="JsonException">The element is no config; the message can be shown to a user.</exception>
    public static TaskPushNotificationConfig ReadConfig(JsonElement body, UnknownFields unknown = UnknownFields.Ignore)
    {
        var root = V03RestReader.ObjectOf(body);
        var outer = V03RestReader.Take(root, "config", "config") as JsonObject ?? root;
        var config = V03RestReader.Take(outer, "pushNotificationConfig", "push_notification_config") as JsonObject ?? outer;
        var id = V03RestReader.Take(root, "configId", "config_id");
        if (id is not null && !config.ContainsKey("id"))
        {
            config["id"] = id;
        }

        var name = V03RestReader.Take(outer, "name", "name");
        var read = V03Mapper.ToV1(V03Json.Read<V03PushNotificationConfig>(V03RestReader.Bytes(config), unknown), taskId: null);
        return string.IsNullOrEmpty(read.Id) ? read with { Id = V03RestReader.ConfigIdIn(name) } : read;
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, A2AJson.WriterOptions))
        {
            write(json);
        }

        return output.WrittenSpan.ToArray();
    }
}
