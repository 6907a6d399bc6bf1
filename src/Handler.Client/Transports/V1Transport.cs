using Handler.Client.Http;
using Handler.Client.JsonRpc;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.Transports;

/// <summary>A2A 1.0 over JSON-RPC (9.4).</summary>
internal sealed class V1Transport(JsonRpcCaller caller) : IAgentTransport
{
    public static JsonRpcDialect Dialect { get; } = new()
    {
        Headers = [(ServiceParameters.Version, A2AVersions.V1)],
        ReadUpdate = static result => new StreamedUpdate(A2AJson.Read<StreamResponse>(result)),
    };

    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel) =>
        CallAsync<SendMessageRequest, SendMessageResponse>(A2AMethods.SendMessage, request, cancel);

    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel) =>
        caller.StreamAsync(A2AMethods.SendStreamingMessage, () => A2AJson.Write(request), request.Message.TaskId, cancel);

    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel) =>
        CallAsync<GetTaskRequest, AgentTask>(A2AMethods.GetTask, request, cancel);

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel) =>
        CallAsync<ListTasksRequest, ListTasksResponse>(A2AMethods.ListTasks, request, cancel);

    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel) =>
        CallAsync<CancelTaskRequest, AgentTask>(A2AMethods.CancelTask, request, cancel);

    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel) =>
        caller.StreamAsync(A2AMethods.SubscribeToTask, () => A2AJson.Write(request), request.Id, cancel);

    public Task<TaskPushNotificationConfig> CreateConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel) =>
        CallAsync<TaskPushNotificationConfig, TaskPushNotificationConfig>(A2AMethods.CreateTaskPushNotificationConfig, config, cancel);

    public Task<TaskPushNotificationConfig> GetConfigAsync(GetTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        CallAsync<GetTaskPushNotificationConfigRequest, TaskPushNotificationConfig>(A2AMethods.GetTaskPushNotificationConfig, request, cancel);

    public Task<ListTaskPushNotificationConfigsResponse> ListConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, CancellationToken cancel) =>
        CallAsync<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsResponse>(
            A2AMethods.ListTaskPushNotificationConfigs, request, cancel);

    public Task DeleteConfigAsync(DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        caller.CallAsync(A2AMethods.DeleteTaskPushNotificationConfig, () => A2AJson.Write(request), cancel);

    public Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CancellationToken cancel) =>
        CallAsync<GetExtendedAgentCardRequest, AgentCard>(A2AMethods.GetExtendedAgentCard, request, cancel);

    private Task<TResult> CallAsync<TParams, TResult>(string method, TParams parameters, CancellationToken cancel) =>
        caller.CallAsync(method, () => A2AJson.Write(parameters), static result => A2AJson.Read<TResult>(result), cancel);
}
