using System.Text.Json;

namespace Handler.Protocol.Json;

/// <summary>The outermost names of a JSON object, for dialects in which a value's type is told by what is in it.</summary>
internal readonly struct TopLevel
{
    private const int LongestText = 80;

    private readonly JsonElement _root;

    private TopLevel(JsonElement root) => _root = root;

    /// <summary>Reads the names of an object.</summary>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static TopLevel Read(ReadOnlySpan<byte> utf8)
    {
        if (WireText.FaultOf(utf8) is { } broken)
        {
            throw new JsonException(broken);
        }

        try
        {
            var root = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = A2AJson.MaxDepth });
            return root.ValueKind == JsonValueKind.Object
                ? new TopLevel(root)
                : throw new WireRuleException($"the value must be an object, found {Shorten(root.GetRawText())}");
        }
        catch (JsonException fault) when (fault is not WireRuleException)
        {
            throw new JsonException($"The text {JsonFault.Of(fault, utf8, A2AJson.MaxDepth)}", fault);
        }
    }

    /// <summary>A string; null when it is missing or something else.</summary>
    public string? Text(string name) =>
        _root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether there is such a field that is not null, in camelCase or snake_case.</summary>
    public bool Has(string name) => IsThere(name) || IsThere(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));

    public static string Shorten(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");

    private bool IsThere(string name) => _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
