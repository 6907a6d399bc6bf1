using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Handler.Protocol.JsonRpc;

/// <summary>
/// The id of a JSON-RPC call: a string, a number, <c>null</c> or absent. A number keeps its exact text, so that the answer
/// repeats what the caller sent (<c>1.0</c> stays <c>1.0</c>).
/// </summary>
[JsonConverter(typeof(JsonRpcIdConverter))]
public readonly record struct JsonRpcId
{
    private JsonRpcId(JsonRpcIdKind kind, string? text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>No id at all; the default. Written as <c>null</c> in a response.</summary>
    public static JsonRpcId Absent => default;

    /// <summary>The id <c>null</c>.</summary>
    public static JsonRpcId Null => new(JsonRpcIdKind.Null, null);

    /// <summary>What the id is.</summary>
    public JsonRpcIdKind Kind { get; }

    /// <summary>The string, or the number as it was written; <c>null</c> otherwise.</summary>
    public string? Text { get; }

    /// <summary>An id that is a string.</summary>
    public static JsonRpcId Of(string text) => new(JsonRpcIdKind.Text, text);

    /// <summary>An id that is a number.</summary>
    public static JsonRpcId Of(long number) => new(JsonRpcIdKind.Number, number.ToString(CultureInfo.InvariantCulture));

    internal static JsonRpcId OfNumberText([StringSyntax("json")] string text) => new(JsonRpcIdKind.Number, text);

    /// <summary>The id as JSON; <c>null</c> when absent.</summary>
    public override string ToString() => Kind switch
    {
        JsonRpcIdKind.Text => $"\"{Text}\"",
        JsonRpcIdKind.Number => Text!,
        _ => "null",
    };
}
