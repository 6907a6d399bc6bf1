using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol.Legacy;

/// <summary>The generated contracts of the legacy dialect. Its converters take the place of those that the shared enums name.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampConverter), typeof(NullAsFalseConverter), typeof(LegacyTaskStateConverter), typeof(LegacyRoleConverter)])]
[JsonSerializable(typeof(LegacyAgentCard))]
[JsonSerializable(typeof(LegacyTask))]
[JsonSerializable(typeof(IReadOnlyList<LegacyTask>))]
[JsonSerializable(typeof(LegacyMessage))]
[JsonSerializable(typeof(LegacyTaskStatusUpdateEvent))]
[JsonSerializable(typeof(LegacyTaskArtifactUpdateEvent))]
[JsonSerializable(typeof(LegacyTaskSendParams))]
[JsonSerializable(typeof(LegacyTaskIdParams))]
[JsonSerializable(typeof(LegacySetPushNotificationParams))]
[JsonSerializable(typeof(LegacyTaskPushNotificationConfig))]
[JsonSerializable(typeof(IReadOnlyList<LegacyTaskPushNotificationConfig>))]
internal sealed partial class LegacyJsonContext : JsonSerializerContext;
