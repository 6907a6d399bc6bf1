using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handler.Server.Storage;

/// <summary>What says, in the metadata of a notification, that something is not in it.</summary>
internal static class OmittedMarker
{
    /// <summary>The key of the marker.</summary>
    public const string Key = "handler.omitted";

    /// <summary>The metadata of what stands in for something larger than a notification may be.</summary>
    /// <param name="member">What is left out, by its name on the wire.</param>
    /// <param name="bytes">How large it was.</param>
    /// <param name="limit">How large it may be.</param>
    public static Dictionary<string, JsonElement> TooLarge(string member, int bytes, int limit) => Of(new JsonObject
    {
        ["member"] = member,
        ["bytes"] = bytes,
        ["limit"] = limit,
        ["hint"] = "The update is larger than a notification may be. Ask for the task (GetTask).",
    });

    /// <summary>The metadata of a task that stands in for more of it: by its status alone.</summary>
    /// <param name="hint">Why the rest is not there.</param>
    public static Dictionary<string, JsonElement> AllButStatus(string hint) => Of(new JsonObject
    {
        ["fields"] = new JsonArray("history", "artifacts", "metadata", "status.message"),
        ["hint"] = $"{hint} Ask for the task.",
    });

    private static Dictionary<string, JsonElement> Of(JsonObject marker)
    {
        using var document = JsonDocument.Parse(marker.ToJsonString());
        return new(StringComparer.Ordinal) { [Key] = document.RootElement.Clone() };
    }
}
