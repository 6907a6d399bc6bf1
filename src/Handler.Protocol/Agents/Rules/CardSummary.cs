using System.Text.Json;

namespace Handler.Protocol.Agents.Rules;

/// <summary>Reads from a card, right or wrong, what a reader wants to know first.</summary>
internal static class CardSummary
{
    public static AgentCardReport Of(JsonElement card, AgentCardReport report) => report with
    {
        AgentName = Text(card, "name"),
        ProtocolVersion = Versions(card),
        Streaming = Capability(card, "streaming"),
        PushNotifications = Capability(card, "pushNotifications"),
        Skills = [.. List(card, "skills").Select(Skill).OfType<(string, string)>()],
    };

    private static string? Versions(JsonElement card)
    {
        var offered = List(card, "supportedInterfaces").Select(offer => Text(offer, "protocolVersion")).OfType<string>().Distinct(StringComparer.Ordinal);
        var versions = string.Join(", ", offered);
        return versions.Length > 0 ? versions : Text(card, "protocolVersion");
    }

    private static bool Capability(JsonElement card, string name) => Member(Member(card, "capabilities"), name).ValueKind == JsonValueKind.True;

    private static (string Id, string Name)? Skill(JsonElement skill) =>
        Text(skill, "id") is { } id && Text(skill, "name") is { } name ? (id, name) : null;

    private static List<JsonElement> List(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement Member(JsonElement element, string name)
    {
        JsonElement found = default;
        return element.ValueKind == JsonValueKind.Object
            && (element.TryGetProperty(name, out found) || element.TryGetProperty(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), out found))
            ? found
            : default;
    }
}
