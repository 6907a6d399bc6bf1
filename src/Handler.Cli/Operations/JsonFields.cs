using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handler.Cli.Operations;

/// <summary>Reads fields of what an agent answered: one that is not there, or of another kind than expected, is none. Pure.</summary>
internal static class JsonFields
{
    extension(JsonObject of)
    {
        public string? Text(string name) => of[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

        public long? Number(string name) => of[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

        public double? Real(string name) => of[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

        public JsonObject? Object(string name) => of[name] as JsonObject;

        public IEnumerable<JsonObject> Objects(string name) => (of[name] as JsonArray ?? []).OfType<JsonObject>();

        public DateTimeOffset? Time(string name) =>
            DateTimeOffset.TryParse(of.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
