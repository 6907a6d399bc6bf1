using System.Text.Json;

namespace Handler.Protocol.Json;

/// <summary>Finds names that are twice in one object. Runs on refused input, and on cards that are checked, only.</summary>
internal static class DuplicateName
{
    /// <summary>The path of the first; <c>null</c> when no object in the value has one.</summary>
    public static string? Find(JsonElement element, string path) => All(element, path).FirstOrDefault();

    /// <summary>The paths of all.</summary>
    public static IEnumerable<string> All(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => AllInObject(element, path),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => All(item, $"{path}[{index}]")),
        _ => [],
    };

    private static IEnumerable<string> AllInObject(JsonElement element, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var inner = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!names.Add(property.Name))
            {
                yield return inner;
            }

            foreach (var found in All(property.Value, inner))
            {
                yield return found;
            }
        }
    }
}
