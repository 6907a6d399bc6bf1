using System.Text.Json.Serialization;

namespace Handler.Server.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PushEndpoint))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
