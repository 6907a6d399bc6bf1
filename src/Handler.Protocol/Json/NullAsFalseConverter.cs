using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol.Json;

/// <summary>Reads <c>null</c> as false: by ProtoJSON a null is a field's default value, and some SDKs write what is not set so.</summary>
internal sealed class NullAsFalseConverter : JsonConverter<bool>
{
    public override bool HandleNull => true;

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.Null && reader.GetBoolean();

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
