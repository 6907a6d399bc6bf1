using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol.V03;

/// <summary>The generated contracts of 0.3. Its converters take the place of those that the shared enums name.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampConverter), typeof(NullAsFalseConverter), typeof(V03TaskStateConverter), typeof(V03RoleConverter)])]
[JsonSerializable(typeof(V03AgentCard))]
[JsonSerializable(typeof(IReadOnlyList<V03SecurityScheme>))]
[JsonSerializable(typeof(V03Task))]
[JsonSerializable(typeof(V03Message))]
[JsonSerializable(typeof(V03TaskStatusUpdateEvent))]
[JsonSerializable(typeof(V03TaskArtifactUpdateEvent))]
[JsonSerializable(typeof(V03MessageSendParams))]
[JsonSerializable(typeof(V03TaskQueryParams))]
[JsonSerializable(typeof(V03TaskIdParams))]
[JsonSerializable(typeof(V03TaskPushNotificationConfig))]
[JsonSerializable(typeof(IReadOnlyList<V03TaskPushNotificationConfig>))]
[JsonSerializable(typeof(V03GetTaskPushNotificationConfigParams))]
[JsonSerializable(typeof(V03DeleteTaskPushNotificationConfigParams))]
internal sealed partial class V03JsonContext : JsonSerializerContext;
