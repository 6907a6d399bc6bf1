using Handler.Protocol;

namespace Handler.Client.Transports;

/// <summary>The operations of 1.0, carried in the dialect of an agent. Failures are an <see cref="A2AClientException"/>.</summary>
internal interface IAgentTransport
{
    Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel);

    IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel);

    Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel);

    Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel);

    Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel);

    IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel);

    Task<TaskPushNotificationConfig> CreateConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel);

    Task<TaskPushNotificationConfig> GetConfigAsync(GetTaskPushNotificationConfigRequest request, CancellationToken cancel);

    Task<ListTaskPushNotificationConfigsResponse> ListConfigsAsync(ListTaskPushNotificationConfigsRequest request, CancellationToken cancel);

    Task DeleteConfigAsync(DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel);

    Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CancellationToken cancel);
}
