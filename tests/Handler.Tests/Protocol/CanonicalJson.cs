using System.Text;
using System.Text.Json;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

/// <summary>One spelling for equal JSON: names sorted, indented, escapes as our writer has them, numbers as they were written.</summary>
internal static class CanonicalJson
{
    public static string Of(ReadOnlySpan<byte> utf8) => Of(JsonElement.Parse(utf8));

    public static string Of(string json) => Of(Encoding.UTF8.GetBytes(json));

    public static string OfValue<T>(T value)
        where T : notnull =>
        Of(A2AJson.Write(value));

    private static string Of(JsonElement element)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, A2AJson.WriterOptions with { Indented = true }))
        {
            Write(writer, element);
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
            {
                writer.WritePropertyName(property.Name);
                Write(writer, property.Value);
            }

            writer.WriteEndObject();
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in element.EnumerateArray())
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
        }
        else
        {
            element.WriteTo(writer);
        }
    }
}
