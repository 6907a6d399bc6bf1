using System.Text;
using System.Text.Json;

namespace Handler.Protocol.Json;

/// <summary>The value that a reader stands on, as text: for converters of texts, and for their messages when it is none.</summary>
internal static class WireToken
{
    /// <summary>A string's text, a number, <c>true</c> or <c>false</c> as they stand; of lists and objects the first bracket.</summary>
    public static string TextOf(ref Utf8JsonReader reader) => reader switch
    {
        { TokenType: JsonTokenType.String } => reader.GetString()!,
        { HasValueSequence: true } => reader.TokenType.ToString(),
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };
}
