using Handler.Client.Http;
using Handler.Client.JsonRpc;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.V03;

namespace Handler.Client.Transports;

/// <summary>A2A 0.3 over JSON-RPC (7); 0.2 is served by the same calls.</summary>
internal sealed class V03Transport(JsonRpcCaller caller) : IAgentTransport
{
    private const string ExtensionsHeader = "X-A2A-Extensions";

    public static JsonRpcDialect DialectOf(A2AClientOptions options) => new()
    {
        Headers = HeadersOf(options),
        ReadUpdate = static result => V03Json.ReadEvent(result) is var update && update is V03TaskStatusUpdateEvent { Final: true }
            ? new StreamedUpdate(V03Mapper.ToV1(update), IsFinal: true)
            : new StreamedUpdate(V03Mapper.ToV1(update)),
    };

    /// <summary>The version, and extensions under the older name.</summary>
    public static IReadOnlyList<(string Name, string Value)> HeadersOf(A2AClientOptions options) => options.Extensions.Count == 0
        ? [(ServiceParameters.Version, A2AVersions.V03)]
        : [(ServiceParameters.Version, A2AVersions.V03), (ExtensionsHeader, string.Join(", ", options.Extensions))];

    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel) => caller.CallAsync(
        V03Methods.MessageSend,
        () => V03Json.Write(V03Mapper.FromV1(request)),
        static result => V03Mapper.ToSendMessageResponse(V03Json.ReadEvent(result)),
        cancel);

    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel) =>
        caller.StreamAsync(V03Methods.MessageStream, () => V03Json.Write(V03Mapper.FromV1(request)), request.Message.TaskId, cancel);

    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel) =>
        CallForTaskAsync(V03Methods.TasksGet, V03Mapper.FromV1(request), cancel);

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel) =>
        Task.FromException<ListTasksResponse>(A2AClientException.NotInProtocol(
            caller.CallOf(A2AMethods.ListTasks), WireFormat.V03, "Keep the ids of tasks and get them one by one."));

    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel) =>
        CallForTaskAsync(V03Methods.TasksCancel, V03Mapper.FromV1(request), cancel);

    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel) =>
        caller.StreamAsync(V03Methods.TasksResubscribe, () => V03Json.Write(V03Mapper.FromV1(request)), request.Id, cancel);

    public Task<TaskPushNotificationConfig> CreateConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel) =>
        CallForConfigAsync(V03Methods.PushNotificationConfigSet, V03Mapper.FromV1(config), cancel);

    public Task<TaskPushNotificationConfig> GetConfigAsync(GetTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        CallForConfigAsync(V03Methods.PushNotificationConfigGet, V03Mapper.FromV1(request), cancel);

    public Task<ListTaskPushNotificationConfigsResponse> ListConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, CancellationToken cancel) => caller.CallAsync(
        V03Methods.PushNotificationConfigList,
        () => V03Json.Write(V03Mapper.FromV1(request)),
        static result => new ListTaskPushNotificationConfigsResponse
        {
            Configs = [.. V03Json.Read<IReadOnlyList<V03TaskPushNotificationConfig>>(result).Select(ToV1)],
        },
        cancel);

    public Task DeleteConfigAsync(DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        caller.CallAsync(V03Methods.PushNotificationConfigDelete, () => V03Json.Write(V03Mapper.FromV1(request)), cancel);

    public Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CancellationToken cancel) => caller.CallAsync(
        V03Methods.GetAuthenticatedExtendedCard,
        static () => "{}"u8.ToArray(),
        static result => V03Mapper.ToV1(V03Json.Read<V03AgentCard>(result)),
        cancel);

    private Task<AgentTask> CallForTaskAsync<TParams>(string method, TParams parameters, CancellationToken cancel) => caller.CallAsync(
        method, () => V03Json.Write(parameters), static result => V03Mapper.ToV1(V03Json.Read<V03Task>(result)), cancel);

    private Task<TaskPushNotificationConfig> CallForConfigAsync<TParams>(string method, TParams parameters, CancellationToken cancel) =>
        caller.CallAsync(
            method, () => V03Json.Write(parameters), static result => ToV1(V03Json.Read<V03TaskPushNotificationConfig>(result)), cancel);

    // 0.2.0 and 0.2.1 have one config per task and no ids.
    private static TaskPushNotificationConfig ToV1(V03TaskPushNotificationConfig config) =>
        V03Mapper.ToV1(config) is { Id: null } unnamed ? unnamed with { Id = A2AClient.DefaultPushConfigId } : V03Mapper.ToV1(config);
}
