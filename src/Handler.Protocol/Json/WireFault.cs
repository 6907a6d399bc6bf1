using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Handler.Protocol.Json;

/// <summary>Turns the serializer's exceptions into sentences about A2A fields. Runs on refused input only.</summary>
internal static class WireFault
{
    // A refused value goes into an answer and a log line, and may be a whole file.
    private const int LongestValue = 80;

    public static JsonException Explain(JsonException fault, ReadOnlySpan<byte> utf8, JsonTypeInfo contract)
    {
        var path = fault.Path is { Length: > 2 } ? fault.Path[2..] : "";
        var message = StripPath(fault.Message);
        // Our own rules say it well already; the serializer's messages name C# types, so the place is looked for anew.
        var found = fault is WireRuleException ? null : FindFault(utf8, contract);
        // Of a field that is missing the serializer's path names the object around it, at the top nothing at all.
        var place = string.IsNullOrEmpty(found?.Path) ? fault.Path : $"$.{found.Value.Path}";
        return new JsonException(found?.Text ?? At(path, message), place, fault.LineNumber, fault.BytePositionInLine, fault);
    }

    // The serializer appends the path to its own messages.
    private static string StripPath(string message)
    {
        var path = message.IndexOf(" Path: $", StringComparison.Ordinal);
        return path < 0 ? message : message[..path];
    }

    private static string At(string path, string message) => path.Length == 0 ? message : $"{path}: {message}";

    private static (string Path, string Text)? FindFault(ReadOnlySpan<byte> utf8, JsonTypeInfo contract)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = contract.Options.MaxDepth };
            var root = JsonElement.Parse(utf8, options);
            return DuplicateName.Find(root, "") is { } name ? (name, $"{name} is there twice.") : Find(root, contract, "");
        }
        catch (JsonException broken)
        {
            return ("", $"The text {JsonFault.Of(broken, utf8, contract.Options.MaxDepth)}");
        }
    }

    private static (string Path, string Text)? Find(JsonElement element, JsonTypeInfo contract, string path) =>
        contract.Kind switch
        {
            JsonTypeInfoKind.Object => FindInObject(element, contract, path),
            JsonTypeInfoKind.Enumerable => FindInList(element, contract, path),
            JsonTypeInfoKind.Dictionary => FindInMap(element, contract, path),
            _ => FindInValue(element, contract.Type, path),
        };

    private static (string Path, string Text)? FindInObject(JsonElement element, JsonTypeInfo contract, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Wrong(path, "an object", element);
        }

        foreach (var property in contract.Properties)
        {
            if (property.IsExtensionData)
            {
                continue;
            }

            var inner = Join(path, property.Name);
            var fault = element.TryGetProperty(property.Name, out var value)
                ? FindInProperty(value, property, contract.Options, inner)
                : property.IsRequired ? (inner, $"{inner} is required and missing.") : null;
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static (string Path, string Text)? FindInProperty(JsonElement value, JsonPropertyInfo property, JsonSerializerOptions options, string path)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            // A bool takes null: ProtoJSON writes it for a field that is not set.
            return property.IsSetNullable || property.PropertyType == typeof(bool) ? null : (path, $"{path} must not be null.");
        }

        return Find(value, options.GetTypeInfo(property.PropertyType), path);
    }

    private static (string Path, string Text)? FindInList(JsonElement element, JsonTypeInfo contract, string path)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            return Wrong(path, "a list", element);
        }

        var inner = ElementContract(contract);
        return element.EnumerateArray()
            .Select((item, index) => Find(item, inner, $"{path}[{index}]"))
            .FirstOrDefault(fault => fault is not null);
    }

    private static (string Path, string Text)? FindInMap(JsonElement element, JsonTypeInfo contract, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Wrong(path, "an object", element);
        }

        var inner = ElementContract(contract);
        return element.EnumerateObject()
            .Select(entry => Find(entry.Value, inner, Join(path, entry.Name)))
            .FirstOrDefault(fault => fault is not null);
    }

    private static (string Path, string Text)? FindInValue(JsonElement element, Type type, string path)
    {
        var (expected, fits) = (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(string) => ("a string", element.ValueKind == JsonValueKind.String),
            var t when t == typeof(bool) => ("true or false", element.ValueKind is JsonValueKind.True or JsonValueKind.False),
            var t when t == typeof(int) => ("an integer", element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _)),
            var t when t == typeof(ReadOnlyMemory<byte>) =>
                ("a base64 string", element.ValueKind == JsonValueKind.String && element.TryGetBytesFromBase64(out _)),
            _ => ("", true),
        };
        return fits ? null : Wrong(path, expected, element);
    }

    private static JsonTypeInfo ElementContract(JsonTypeInfo contract) =>
        contract.Options.GetTypeInfo(contract.Type.GenericTypeArguments[^1]);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static (string Path, string Text) Wrong(string path, string expected, JsonElement found)
    {
        var text = found.GetRawText();
        var shown = text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…");
        return (path, $"{(path.Length == 0 ? "the value" : path)} must be {expected}, found {shown}");
    }
}
