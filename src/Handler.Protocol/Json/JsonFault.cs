using System.Text.Json;

namespace Handler.Protocol.Json;

/// <summary>Says in our own words why a text could not be read as JSON. Runs on refused input only.</summary>
internal static class JsonFault
{
    /// <summary>A predicate, such as <c>is not JSON: …</c>, to be set behind the subject.</summary>
    public static string Of(JsonException fault, ReadOnlySpan<byte> utf8, int maxDepth)
    {
        if (utf8.IsEmpty)
        {
            return "is empty; send a JSON object.";
        }

        if (IsDeeperThan(maxDepth, utf8))
        {
            return $"nests deeper than {maxDepth} levels; send it flatter.";
        }

        return NameThereTwice(utf8, maxDepth) is { } name
            ? $"has the name '{name}' twice in one object; give it once."
            : $"is not JSON: it goes wrong or breaks off at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.";
    }

    // Up to the place where the text breaks, if it does.
    internal static bool IsDeeperThan(int maxDepth, ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= maxDepth)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    private static string? NameThereTwice(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        try
        {
            return DuplicateName.Find(JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth }), "");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
