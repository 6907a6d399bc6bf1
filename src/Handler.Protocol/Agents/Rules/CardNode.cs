using System.Text.Json;

namespace Handler.Protocol.Agents.Rules;

/// <summary>A value of a card and where it stands. What is asked of it and does not hold is a finding.</summary>
internal sealed record CardNode(JsonElement Value, string Path, CardFindings Findings)
{
    // A value is repeated in a message, and may be a whole file.
    private const int LongestShown = 80;

    /// <summary>The value as it stands, cut where it is long.</summary>
    public string Shown => Value.GetRawText() is { Length: > LongestShown } text ? $"{text[..CutOf(text)]}…" : Value.GetRawText();

    public CardObject? AsObject() => Is(JsonValueKind.Object, "an object") ? new CardObject(this) : null;

    public string? AsText() => Is(JsonValueKind.String, "a string") ? Value.GetString() : null;

    /// <summary>A required text says something: protocol buffers cannot tell an empty one from none.</summary>
    public string? AsFilledText()
    {
        var text = AsText();
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Fault("must not be empty.");
            return null;
        }

        return text;
    }

    public void CheckFlag()
    {
        if (Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            WrongType("true or false");
        }
    }

    public IEnumerable<CardNode> AsList() => Is(JsonValueKind.Array, "a list")
        ? Value.EnumerateArray().Select((item, index) => this with { Value = item, Path = $"{Path}[{index}]" })
        : [];

    /// <summary>The elements of a list that must have one.</summary>
    public IEnumerable<CardNode> AsFilledList()
    {
        if (Value.ValueKind == JsonValueKind.Array && Value.GetArrayLength() == 0)
        {
            Fault("must have at least one element, and is empty.");
        }

        return AsList();
    }

    /// <summary>The entries of an object whose names are the card's own.</summary>
    public IEnumerable<(string Name, CardNode Node)> AsMap() => Is(JsonValueKind.Object, "an object")
        ? Value.EnumerateObject().Select(entry => (entry.Name, this with { Value = entry.Value, Path = $"{Path}.{entry.Name}" }))
        : [];

    public void Fault(string message) => Findings.Error(Path, message, AgentCardIssueType.InvalidValue);

    public void Warn(string message) => Findings.Warn(Path, message);

    private bool Is(JsonValueKind kind, string expected)
    {
        if (Value.ValueKind != kind)
        {
            WrongType(expected);
        }

        return Value.ValueKind == kind;
    }

    private void WrongType(string expected) => Findings.Error(Path, $"must be {expected}, found {Shown}", AgentCardIssueType.WrongType);

    // Not through the middle of a surrogate pair.
    private static int CutOf(string text) => char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
}
