using System.Text.Json;

namespace Handler.Protocol.Json;

/// <summary>Finds the name that an object has twice, for the message about it. Runs on refused input only.</summary>
internal static class DuplicateName
{
    /// <summary>The path of the first; <c>null</c> when no object in the value has one.</summary>
    public static string? Find(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => FindInObject(element, path),
        JsonValueKind.Array => element.EnumerateArray()
            .Select((item, index) => Find(item, $"{path}[{index}]"))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string? FindInObject(JsonElement element, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var inner = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!names.Add(property.Name))
            {
                return inner;
            }

            if (Find(property.Value, inner) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
