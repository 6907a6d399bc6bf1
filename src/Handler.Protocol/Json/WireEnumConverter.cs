using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol.Json;

/// <summary>Reads and writes an enum by its exact wire names.</summary>
internal abstract class WireEnumConverter<TEnum>(WireNames<TEnum> names) : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private const int LongestValue = 80;

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var found = WireToken.TextOf(ref reader);
        if (reader.TokenType == JsonTokenType.String && names.TryParse(found, out var value))
        {
            return value;
        }

        var shown = found.Length <= LongestValue ? found : string.Concat(found.AsSpan(0, LongestValue), "…");
        throw new WireRuleException($"'{shown}' is no {typeof(TEnum).Name}; known are {names}.");
    }

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(names.NameOf(value));
}
