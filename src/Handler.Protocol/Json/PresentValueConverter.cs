using System.Text.Json;
using System.Text.Json.Serialization;

namespace Handler.Protocol.Json;

/// <summary>Tells a JSON <c>null</c> that is there (an element) from a field that is not (<c>null</c>).</summary>
internal sealed class PresentValueConverter : JsonConverter<JsonElement?>
{
    public override bool HandleNull => true;

    public override JsonElement? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Inner(options).Read(ref reader, typeof(JsonElement), options);

    public override void Write(Utf8JsonWriter writer, JsonElement? value, JsonSerializerOptions options)
    {
        if (value is { } element)
        {
            element.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    // The options' own converter refuses duplicate names inside the value; ParseValue alone would not.
    private static JsonConverter<JsonElement> Inner(JsonSerializerOptions options) =>
        (JsonConverter<JsonElement>)options.GetTypeInfo(typeof(JsonElement)).Converter;
}
