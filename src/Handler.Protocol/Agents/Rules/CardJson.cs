using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Handler.Protocol.Json;

namespace Handler.Protocol.Agents.Rules;

/// <summary>Reads a card's text as JSON, or says as exactly as it can why it is none.</summary>
internal static class CardJson
{
    /// <summary>The JSON; <c>null</c> when there is none, which is then among the findings.</summary>
    public static JsonElement? Read(ReadOnlySpan<byte> utf8, CardFindings findings)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            findings.Error("", "begins with a byte order mark, which many readers of JSON refuse; save it without.", AgentCardIssueType.Malformed);
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        JsonElement json = default;
        if ((FaultOfText(utf8) ?? Parse(utf8, out json)) is { } fault)
        {
            findings.Error("", fault, AgentCardIssueType.Malformed);
            return null;
        }

        foreach (var name in DuplicateName.All(json, ""))
        {
            findings.Error(name, "is there twice; readers take one or the other, so give it once.", AgentCardIssueType.Malformed);
        }

        return json;
    }

    private static string? FaultOfText(ReadOnlySpan<byte> utf8) => utf8.TrimStart(" \t\r\n"u8) switch
    {
        [] => "is empty; a card is a JSON object.",
        [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => "is UTF-16 text; JSON that is exchanged is UTF-8, so save it as that.",
        [(byte)'<', ..] => "is a web page or XML, not JSON; the card is at the agent's " + WellKnownPaths.AgentCard + ".",
        _ when !Utf8.IsValid(utf8) => $"is not UTF-8: byte {ValidBytes(utf8) + 1} fits no character.",
        _ when WireText.FaultOf(utf8) is not null => "has a \\u escape that is half of a surrogate pair, and so no character.",
        _ => null,
    };

    private static string? Parse(ReadOnlySpan<byte> utf8, out JsonElement json)
    {
        json = default;
        try
        {
            json = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = A2AJson.MaxDepth });
            return null;
        }
        catch (JsonException broken)
        {
            return JsonFault.IsDeeperThan(A2AJson.MaxDepth, utf8) ? $"nests deeper than {A2AJson.MaxDepth} levels." : JsonPlace.Of(broken, utf8).Describe();
        }
    }

    private static int ValidBytes(ReadOnlySpan<byte> utf8)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(utf8[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        return valid;
    }
}
