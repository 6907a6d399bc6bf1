using System.Text.Json.Serialization;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Protocol.Json;

/// <summary>The generated contracts. What attributes cannot say is added by <see cref="WireContracts"/>.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampConverter), typeof(NullAsFalseConverter)])]
[JsonSerializable(typeof(AgentCard))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(SendMessageResponse))]
[JsonSerializable(typeof(StreamResponse))]
[JsonSerializable(typeof(GetTaskRequest))]
[JsonSerializable(typeof(ListTasksRequest))]
[JsonSerializable(typeof(ListTasksResponse))]
[JsonSerializable(typeof(CancelTaskRequest))]
[JsonSerializable(typeof(SubscribeToTaskRequest))]
[JsonSerializable(typeof(TaskPushNotificationConfig))]
[JsonSerializable(typeof(GetTaskPushNotificationConfigRequest))]
[JsonSerializable(typeof(DeleteTaskPushNotificationConfigRequest))]
[JsonSerializable(typeof(ListTaskPushNotificationConfigsRequest))]
[JsonSerializable(typeof(ListTaskPushNotificationConfigsResponse))]
[JsonSerializable(typeof(GetExtendedAgentCardRequest))]
[JsonSerializable(typeof(EventFilter))]
[JsonSerializable(typeof(DeliveryHealth))]
[JsonSerializable(typeof(PushDeliveryParams))]
[JsonSerializable(typeof(JsonRpcRequest))]
[JsonSerializable(typeof(JsonRpcResponse))]
[JsonSerializable(typeof(HttpErrorBody))]
[JsonSerializable(typeof(ErrorDetail))]
[JsonSerializable(typeof(IReadOnlyList<ErrorDetail>))]
internal sealed partial class A2AJsonContext : JsonSerializerContext;
