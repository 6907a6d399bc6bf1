using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Server.Operations;

/// <summary>Times as the rest of the wire has them: UTC with milliseconds and <c>Z</c>.</summary>
internal sealed class OperationsTime : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Reads an RFC 3339 time, one without an offset as UTC; null when it is none.</summary>
    public static DateTimeOffset? Parse(string text) =>
        text is [_, _, _, _, '-', _, _, '-', _, _, ..]
        && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString() ?? "") ?? throw new JsonException("This is no RFC 3339 time, such as 2026-03-01T18:30:45.123Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
