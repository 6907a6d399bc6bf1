using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Handler.Mcp.Calls;

/// <summary>Reads the arguments of a call, and says of wrong ones what is wrong in words that help to put it right. Pure.</summary>
internal static class ArgumentReader
{
    /// <summary>The arguments. Null and empty text are what was left out: models send both.</summary>
    /// <exception cref="ToolException">One is missing, unknown, or of another type.</exception>
    public static T Read<T>(string tool, IDictionary<string, JsonElement>? given, JsonTypeInfo<T> contract)
    {
        var values = (given ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)).Where(pair => !IsLeftOut(pair.Value)).ToList();
        var unknown = values.Select(pair => pair.Key).FirstOrDefault(name => contract.Properties.All(property => property.Name != name));
        if (unknown is not null)
        {
            throw new ToolException($"{tool} has no parameter '{unknown}'. {Parameters(contract)}");
        }

        var missing = contract.Properties.Where(property => property.IsRequired && values.All(pair => pair.Key != property.Name)).Select(property => property.Name).ToList();
        return missing.Count == 0
            ? Parse(tool, values, contract)
            : throw new ToolException($"{tool} needs {string.Join(" and ", missing)}. {Parameters(contract)}");
    }

    private static T Parse<T>(string tool, List<KeyValuePair<string, JsonElement>> values, JsonTypeInfo<T> contract)
    {
        var arguments = new JsonObject(values.Select(pair => KeyValuePair.Create(pair.Key, JsonNode.Parse(pair.Value.GetRawText()))));
        try
        {
            return arguments.Deserialize(contract)!;
        }
        catch (JsonException wrong)
        {
            var name = wrong.Path?.Split('.', '[').ElementAtOrDefault(1) ?? "";
            var property = contract.Properties.FirstOrDefault(one => one.Name == name);
            var given = arguments[name]?.GetValueKind().ToString().ToLowerInvariant();
            throw new ToolException($"{tool}: '{name}' is to be {TypeName(property?.PropertyType)}, not {given ?? "that"}.");
        }
    }

    private static bool IsLeftOut(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString() is "");

    private static string Parameters<T>(JsonTypeInfo<T> contract) => contract.Properties.Count == 0
        ? "It takes none."
        : $"It takes {string.Join(", ", contract.Properties.Select(property => property.IsRequired ? property.Name : property.Name + " (optional)"))}.";

    private static string TypeName(Type? type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(int?) => "a whole number",
        _ when type == typeof(double) || type == typeof(double?) => "a number",
        _ => "a text",
    };
}
