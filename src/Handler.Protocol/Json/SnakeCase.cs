using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Handler.Protocol.Json;

/// <summary>
/// Renames the snake_case names of known fields to camelCase before reading. It follows the contracts, so names inside
/// <c>metadata</c>, <c>data</c>, unknown fields and the keys of maps stay as they are.
/// </summary>
internal static class SnakeCase
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, Field>> Fields = new();

    /// <summary>The same text when no name in it has an underscore, else a copy with the known names changed.</summary>
    public static ReadOnlySpan<byte> Rename(ReadOnlySpan<byte> utf8, JsonTypeInfo contract)
    {
        // The common case, found by a search over the bytes: what our own clients send is never copied.
        if (!HasNameWithUnderscore(utf8))
        {
            return utf8;
        }

        try
        {
            return Copy(utf8, contract);
        }
        catch (JsonException)
        {
            // Not JSON: the read that follows says so, with the position in the caller's text.
            return utf8;
        }
    }

    // Values such as TASK_STATE_WORKING have underscores too; what tells a name is the colon after its closing quote.
    private static bool HasNameWithUnderscore(ReadOnlySpan<byte> rest)
    {
        while (rest.IndexOf((byte)'_') is var underscore and >= 0)
        {
            rest = rest[underscore..];
            var quote = rest.IndexOf((byte)'"');
            if (quote < 0)
            {
                return false;
            }

            rest = rest[(quote + 1)..];
            if (rest.TrimStart(" \t\r\n"u8) is [(byte)':', ..])
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Copy(ReadOnlySpan<byte> utf8, JsonTypeInfo contract)
    {
        var output = new ArrayBufferWriter<byte>(utf8.Length);
        // Raw values are copied between; what they are worth is for the read that follows to say.
        using (var writer = new Utf8JsonWriter(output, A2AJson.WriterOptions with { SkipValidation = true }))
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = contract.Options.MaxDepth });
            reader.Read();
            CopyValue(utf8, ref reader, writer, contract);
        }

        return output.WrittenSpan;
    }

    private static void CopyValue(ReadOnlySpan<byte> utf8, ref Utf8JsonReader reader, Utf8JsonWriter writer, JsonTypeInfo? contract)
    {
        switch (contract?.Kind, reader.TokenType)
        {
            case (JsonTypeInfoKind.Object, JsonTokenType.StartObject):
                CopyObject(utf8, ref reader, writer, FieldsOf(contract!), contract!);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonTokenType.StartObject):
                CopyMap(utf8, ref reader, writer, ElementContract(contract!));
                break;
            case (JsonTypeInfoKind.Enumerable, JsonTokenType.StartArray):
                CopyList(utf8, ref reader, writer, ElementContract(contract!));
                break;
            default:
                CopyRaw(utf8, ref reader, writer);
                break;
        }
    }

    private static void CopyObject(
        ReadOnlySpan<byte> utf8, ref Utf8JsonReader reader, Utf8JsonWriter writer, FrozenDictionary<string, Field> fields, JsonTypeInfo contract)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var field = fields.GetValueOrDefault(name);
            writer.WritePropertyName(field?.Name ?? name);
            reader.Read();
            CopyValue(utf8, ref reader, writer, field is null ? null : contract.Options.GetTypeInfo(field.Type));
        }

        writer.WriteEndObject();
    }

    private static void CopyMap(ReadOnlySpan<byte> utf8, ref Utf8JsonReader reader, Utf8JsonWriter writer, JsonTypeInfo values)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // A map's keys are the user's own, such as the names of security schemes.
            writer.WritePropertyName(reader.GetString()!);
            reader.Read();
            CopyValue(utf8, ref reader, writer, values);
        }

        writer.WriteEndObject();
    }

    private static void CopyList(ReadOnlySpan<byte> utf8, ref Utf8JsonReader reader, Utf8JsonWriter writer, JsonTypeInfo elements)
    {
        writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            CopyValue(utf8, ref reader, writer, elements);
        }

        writer.WriteEndArray();
    }

    private static void CopyRaw(ReadOnlySpan<byte> utf8, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        writer.WriteRawValue(utf8[start..(int)reader.BytesConsumed], skipInputValidation: true);
    }

    private static JsonTypeInfo ElementContract(JsonTypeInfo contract) =>
        contract.Options.GetTypeInfo(contract.Type.GenericTypeArguments[^1]);

    private static FrozenDictionary<string, Field> FieldsOf(JsonTypeInfo contract) =>
        // By type alone, although there are two sets of options: they differ in unknown fields, which are not renamed.
        Fields.GetOrAdd(contract.Type, static (_, known) => CollectFields(known), contract);

    private static FrozenDictionary<string, Field> CollectFields(JsonTypeInfo contract)
    {
        var known = contract.Properties.Where(property => !property.IsExtensionData).ToArray();
        return known.Select(property => (Name: property.Name, property))
            .Concat(known.Select(property => (Name: JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property)))
            // A name of one word is spelled alike in both.
            .DistinctBy(field => field.Name)
            .ToFrozenDictionary(field => field.Name, field => new Field(field.property.Name, field.property.PropertyType));
    }

    private sealed record Field(string Name, Type Type);
}
