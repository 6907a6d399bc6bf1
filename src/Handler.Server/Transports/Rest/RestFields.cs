using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Handler.Protocol.Errors;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports.Rest;

/// <summary>
/// Puts the fields of a request together, as the JSON object that the other binding would send, so that one reader judges both. What the path says, body
/// and query may repeat and not contradict. Pure.
/// </summary>
internal static class RestFields
{
    private const int LongestValue = 80;

    /// <summary>The fields of the path and those of the body.</summary>
    /// <exception cref="A2AException">InvalidParams: they contradict each other.</exception>
    public static byte[] OfBody(IReadOnlyDictionary<string, string> path, JsonElement body) => Write(path, json =>
    {
        foreach (var property in body.EnumerateObject())
        {
            if (InPath(path, property.Name) is not { } name)
            {
                property.WriteTo(json);
            }
            else if (!IsRepeated(property.Value, path[name]))
            {
                throw Contradiction(name, property.Value.ToString(), path[name]);
            }
        }
    });

    /// <summary>The fields of the path and those of the query, which are texts: they become numbers and the like as the contract wants them.</summary>
    /// <exception cref="A2AException">InvalidParams: they contradict each other, or one is there twice.</exception>
    public static byte[] OfQuery(IReadOnlyDictionary<string, string> path, IQueryCollection query, JsonTypeInfo contract) => Write(path, json =>
    {
        foreach (var property in contract.Properties)
        {
            // Clients build queries by filling in what they have: nothing is as if it were not there.
            if (ValueOf(query, property.Name) is not { Length: > 0 } text)
            {
                continue;
            }

            if (!path.TryGetValue(property.Name, out var said))
            {
                json.WritePropertyName(property.Name);
                WriteValue(json, text, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            }
            else if (said != text)
            {
                throw Contradiction(property.Name, text, said);
            }
        }
    });

    /// <summary>A parameter of the query, by its name in camelCase or snake_case; null when it is not there.</summary>
    /// <exception cref="A2AException">InvalidParams: it is there twice.</exception>
    public static string? ValueOf(IQueryCollection query, string name)
    {
        string?[] values = [.. query[name], .. JsonNamingPolicy.SnakeCaseLower.ConvertName(name) is var snake && snake != name ? query[snake] : default];
        return values switch
        {
            [] => null,
            [var only] => only,
            _ => throw A2AException.InvalidField(name, $"is {values.Length} times in the query; give it once."),
        };
    }

    private static byte[] Write(IReadOnlyDictionary<string, string> path, Action<Utf8JsonWriter> writeRest)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var (name, value) in path)
            {
                json.WriteString(name, value);
            }

            writeRest(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static string? InPath(IReadOnlyDictionary<string, string> path, string name) =>
        path.Keys.FirstOrDefault(known => name == known || name == JsonNamingPolicy.SnakeCaseLower.ConvertName(known));

    private static bool IsRepeated(JsonElement value, string said) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString() is var text && (text is null or "" || text == said),
        _ => false,
    };

    // What does not fit stays a text, for the reader to refuse in its own words.
    private static void WriteValue(Utf8JsonWriter json, string text, Type type)
    {
        if (type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumberValue(number);
        }
        else if (type == typeof(bool) && bool.TryParse(text, out var flag))
        {
            json.WriteBooleanValue(flag);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private static A2AException Contradiction(string name, string found, string said) => A2AException.InvalidField(
        name,
        $"is '{(found.Length <= LongestValue ? found : string.Concat(found.AsSpan(0, LongestValue), "…"))}', and the path says '{said}'. " +
        "Give the same, or leave it to the path.");
}
