using System.Text.Json;
using System.Text.Json.Serialization;
using Handler.Mcp.Arguments;

namespace Handler.Mcp.Results;

/// <summary>The generated contracts of arguments and results.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CardArguments))]
[JsonSerializable(typeof(CardSourceArguments))]
[JsonSerializable(typeof(SendMessageArguments))]
[JsonSerializable(typeof(TaskArguments))]
[JsonSerializable(typeof(GetTaskArguments))]
[JsonSerializable(typeof(SetNotificationArguments))]
[JsonSerializable(typeof(GetNotificationArguments))]
[JsonSerializable(typeof(NoArguments))]
[JsonSerializable(typeof(SavedAgentArguments))]
[JsonSerializable(typeof(ClearSessionArguments))]
[JsonSerializable(typeof(CredentialArguments))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>), TypeInfoPropertyName = "Card")]
[JsonSerializable(typeof(CardValidationResult))]
[JsonSerializable(typeof(TaskResult))]
[JsonSerializable(typeof(MessageResult))]
[JsonSerializable(typeof(NotificationResult))]
[JsonSerializable(typeof(SessionResult))]
[JsonSerializable(typeof(SessionListResult))]
[JsonSerializable(typeof(ClearedSessionsResult))]
[JsonSerializable(typeof(CredentialResult))]
[JsonSerializable(typeof(ClearedCredentialsResult))]
internal sealed partial class McpJsonContext : JsonSerializerContext;
