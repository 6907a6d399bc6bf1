using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol.Json;

/// <summary>Writes UTC with milliseconds and <c>Z</c>; reads any RFC 3339 time, and one without an offset as UTC.</summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = WireToken.TextOf(ref reader);
        return reader.TokenType == JsonTokenType.String
            && LooksLikeATime(text)
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new WireRuleException($"'{text}' is no RFC 3339 time, such as 2026-03-01T18:30:45.123Z.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    // TryParse alone would take "March 1" and other forms that no JSON of A2A has.
    private static bool LooksLikeATime(string text) =>
        text is [_, _, _, _, '-', _, _, '-', _, _, 'T' or 't' or ' ', _, _, ':', _, _, ':', _, _, ..] && char.IsAsciiDigit(text[0]);
}
