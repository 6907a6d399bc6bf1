using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Handler.EndToEndTests.Dialects;

/// <summary>What tells the JSON of one dialect from that of the others, down to each part of each message.</summary>
internal static partial class DialectShape
{
    /// <summary>Checks that an answer or a notification is of a dialect, and of no other.</summary>
    public static void ShouldBeOf(Dialect dialect, JsonNode json) =>
        FaultsOf(dialect, json, "$").ShouldBeEmpty($"as {dialect.Name}: {json.ToJsonString()}");

    /// <summary>The state in a task or status event, in lower case with hyphens and without a prefix.</summary>
    public static string StateOf(JsonNode holder) =>
        ((string)holder["status"]!["state"]!).Replace("TASK_STATE_", "", StringComparison.Ordinal).ToLowerInvariant().Replace('_', '-');

    private static IEnumerable<string> FaultsOf(Dialect dialect, JsonNode? json, string path) => json switch
    {
        JsonObject map => OwnFaults(dialect, map, path).Concat(map.SelectMany(member => FaultsOf(dialect, member.Value, $"{path}.{member.Key}"))),
        JsonArray list => list.SelectMany((item, i) => FaultsOf(dialect, item, $"{path}[{i}]")),
        _ => [],
    };

    private static IEnumerable<string> OwnFaults(Dialect dialect, JsonObject map, string path)
    {
        var isEvent = map.ContainsKey("taskId") && (map.ContainsKey("status") || map.ContainsKey("artifact"));
        var isTask = map.ContainsKey("id") && map.ContainsKey("status");
        var isNamed = isEvent || isTask || map.ContainsKey("messageId") || path.Contains(".parts[", StringComparison.Ordinal);
        if ((string?)map["state"] is { } state && !States(dialect).IsMatch(state))
        {
            yield return $"{path}.state is {state}";
        }

        if ((string?)map["role"] is { } role && role.StartsWith("ROLE_", StringComparison.Ordinal) != (dialect == Dialect.V1))
        {
            yield return $"{path}.role is {role}";
        }

        if (map.ContainsKey("kind") != (dialect == Dialect.V03 && isNamed))
        {
            yield return $"{path} has {(map.ContainsKey("kind") ? "a" : "no")} kind";
        }

        if (map.ContainsKey("type") != (dialect == Dialect.Legacy && isEvent))
        {
            yield return $"{path} has {(map.ContainsKey("type") ? "a" : "no")} type";
        }

        if (map.ContainsKey("final") != (dialect != Dialect.V1 && isEvent && map.ContainsKey("status")))
        {
            yield return $"{path} has {(map.ContainsKey("final") ? "a" : "no")} final";
        }

        if (dialect == Dialect.Legacy && isTask && (map["artifacts"] is not JsonArray || map["history"] is not JsonArray))
        {
            yield return $"{path} is without its lists";
        }
    }

    private static Regex States(Dialect dialect) =>
        dialect == Dialect.V1 ? Prefixed() : dialect == Dialect.V03 ? Hyphened() : Underscored();

    [GeneratedRegex("^TASK_STATE_[A-Z_]+$")]
    private static partial Regex Prefixed();

    [GeneratedRegex("^[a-z-]+$")]
    private static partial Regex Hyphened();

    [GeneratedRegex("^[a-z_]+$")]
    private static partial Regex Underscored();
}
