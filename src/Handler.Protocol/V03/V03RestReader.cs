using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Handler.Protocol.Json;

namespace Handler.Protocol.V03;

/// <summary>Changes what REST of 0.3 sends into the JSON of 1.0, whose reader then judges it. What it does not know it leaves alone.</summary>
internal static class V03RestReader
{
    public static JsonObject ObjectOf(JsonElement body) =>
        JsonNode.Parse(JsonMarshal.GetRawUtf8Value(body)) as JsonObject ?? throw new WireRuleException("The body must be an object.");

    public static byte[] Bytes(JsonObject root) => Encoding.UTF8.GetBytes(root.ToJsonString());

    /// <summary>Takes a field out, by either of its names.</summary>
    public static JsonNode? Take(JsonObject from, string name, string otherName)
    {
        var found = from.ContainsKey(name) ? name : otherName;
        return from.Remove(found, out var value) ? value : null;
    }

    public static JsonObject MessageToV1(JsonObject message)
    {
        if (Take(message, "content", "content") is { } content)
        {
            message["parts"] = content is JsonArray list ? PartsToV1(list) : content;
        }

        return message;
    }

    public static void ConfigurationToV1(JsonObject root)
    {
        if (root["configuration"] is not JsonObject configuration)
        {
            return;
        }

        // By this schema false is what is not written: a client that must not wait has no other way to say so.
        configuration["returnImmediately"] = Take(configuration, "blocking", "blocking") is { } blocking ? ReturnImmediately(blocking) : true;

        // By this schema 0 is no limit.
        if (Take(configuration, "historyLength", "history_length") is { } length && length.ToJsonString() != "0")
        {
            configuration["historyLength"] = length;
        }

        if (Take(configuration, "pushNotification", "push_notification") is { } config)
        {
            configuration["taskPushNotificationConfig"] = config is JsonObject map ? ConfigToV1(map) : config;
        }
    }

    public static JsonArray PartsToV1(JsonArray parts) => new([.. parts.Select(PartToV1)]);

    /// <summary>The id in a config's name, <c>tasks/ID/pushNotificationConfigs/ID</c>; null when it has none.</summary>
    public static string? ConfigIdIn(JsonNode? name) =>
        name is JsonValue value && value.TryGetValue(out string? text) && text.Split('/') is ["tasks", _, "pushNotificationConfigs", { Length: > 0 } id] ? id : null;

    /// <summary>What is told of a field, with the names that were sent.</summary>
    public static string? NameInV03(string? told) => told?
        .Replace("message.parts", "message.content", StringComparison.Ordinal)
        .Replace("configuration.returnImmediately", "configuration.blocking", StringComparison.Ordinal)
        .Replace("configuration.taskPushNotificationConfig", "configuration.pushNotification", StringComparison.Ordinal);

    private static JsonNode ReturnImmediately(JsonNode blocking) =>
        blocking.GetValueKind() switch { JsonValueKind.True => false, JsonValueKind.False => true, _ => blocking };

    private static JsonNode? PartToV1(JsonNode? part) => part?.DeepClone() switch
    {
        JsonObject map when map["file"] is JsonObject file => FileToV1(map, file),
        JsonObject map when map["data"] is JsonObject { Count: 1 } data && data.ContainsKey("data") => With(map, "data", Take(data, "data", "data")),
        var other => other,
    };

    private static JsonObject FileToV1(JsonObject part, JsonObject file)
    {
        part.Remove("file");
        Move(file, part, "fileWithUri", "file_with_uri", "url");
        Move(file, part, "fileWithBytes", "file_with_bytes", "raw");
        Move(file, part, "mimeType", "mime_type", "mediaType");
        Move(file, part, "name", "name", "filename");
        return part;
    }

    private static JsonObject ConfigToV1(JsonObject config)
    {
        if (config["authentication"] is JsonObject authentication && Take(authentication, "schemes", "schemes") is JsonArray { Count: > 0 } schemes)
        {
            authentication["scheme"] = schemes[0]?.DeepClone();
        }

        return config;
    }

    private static void Move(JsonObject from, JsonObject to, string name, string otherName, string newName)
    {
        if (Take(from, name, otherName) is { } value)
        {
            to[newName] = value;
        }
    }

    private static JsonObject With(JsonObject map, string name, JsonNode? value)
    {
        map[name] = value;
        return map;
    }
}
