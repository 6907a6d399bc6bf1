using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Handler.Mcp.Calls;

/// <summary>JSON Schemas of arguments and results, from the types and their <see cref="DescriptionAttribute"/>s.</summary>
internal static class ToolSchema
{
    private static readonly JsonSchemaExporterOptions Input = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, node) => Describe(context, WithoutNull(node)),
    };

    private static readonly JsonSchemaExporterOptions Output = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    };

    /// <summary>What a client may send. That an optional parameter may also be null is left out: some clients do not understand it.</summary>
    public static JsonElement OfArguments(JsonTypeInfo contract) => Element(contract.GetJsonSchemaAsNode(Input));

    public static JsonElement OfResult(JsonTypeInfo contract) => Element(contract.GetJsonSchemaAsNode(Output));

    private static JsonElement Element(JsonNode schema) => JsonElement.Parse(schema.ToJsonString());

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var attributes = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false);
        if (attributes is [DescriptionAttribute described] && node is JsonObject schema)
        {
            schema.Insert(0, "description", described.Description);
        }

        return node;
    }

    private static JsonNode WithoutNull(JsonNode node)
    {
        if (node["type"] is JsonArray types)
        {
            var type = (string?)types.Single(one => (string?)one != "null");
            node["type"] = type;
        }

        if (node is JsonObject schema && schema.TryGetPropertyValue("default", out var byDefault) && byDefault is null)
        {
            schema.Remove("default");
        }

        return node;
    }
}
