using System.Text.Json;
using static Handler.Receiver.Inbox.NotificationParser;

namespace Handler.Receiver.Inbox;

/// <summary>What a payload says to people.</summary>
internal static class NotificationText
{
    /// <summary>The text of the message, else of the artifacts, parts and artifacts on lines of their own; <c>null</c> when there is none.</summary>
    public static string? Of(NotificationKind kind, JsonElement body)
    {
        var text = kind switch
        {
            NotificationKind.Message => OfParts(body),
            NotificationKind.Artifact => ObjectField(body, "artifact") is { } artifact ? OfParts(artifact) : "",
            _ => OfStatus(body) is { Length: > 0 } said ? said : OfArtifacts(body),
        };
        return text.Length == 0 ? null : text;
    }

    /// <summary>The first seed's agent writes the message of a status as a plain text.</summary>
    private static string OfStatus(JsonElement body) =>
        ObjectField(body, "status") is not { } status ? ""
        : TextField(status, "message") is { } text ? text
        : ObjectField(status, "message") is { } message ? OfParts(message)
        : "";

    private static string OfArtifacts(JsonElement body) => Join(Items(body, "artifacts").Select(OfParts));

    private static string OfParts(JsonElement holder) => Join(Items(holder, "parts").Select(part => TextField(part, "text") ?? ""));

    private static IEnumerable<JsonElement> Items(JsonElement holder, string name) =>
        Field(holder, name) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string Join(IEnumerable<string> texts) => string.Join('\n', texts.Where(text => text.Length > 0));
}
