using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol.JsonRpc;

internal sealed class JsonRpcIdConverter : JsonConverter<JsonRpcId>
{
    public override bool HandleNull => true;

    public override JsonRpcId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => JsonRpcId.Null,
            JsonTokenType.String => JsonRpcId.Of(reader.GetString()!),
            JsonTokenType.Number => JsonRpcId.OfNumberText(NumberText(ref reader)),
            var other => throw new WireRuleException($"An id is a string, a number or null, found {other}."),
        };

    public override void Write(Utf8JsonWriter writer, JsonRpcId value, JsonSerializerOptions options) => Write(writer, value);

    internal static void Write(Utf8JsonWriter writer, JsonRpcId value)
    {
        switch (value.Kind)
        {
            case JsonRpcIdKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case JsonRpcIdKind.Number:
                writer.WriteRawValue(value.Text!, skipInputValidation: true);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static string NumberText(ref Utf8JsonReader reader) =>
        Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
}
