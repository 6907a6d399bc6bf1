using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Server.Requests;

/// <summary>
/// Every operation of the specification (A2A 1.0, 3.1), whatever binding it came by. Errors are <see cref="A2AException"/>.
/// </summary>
internal sealed class RequestHandler(MessageRequests messages, TaskRequests tasks, PushConfigRequests configs, AgentProfile profile)
{
    private readonly InputModes _inputModes = profile.AnyInputMode ? InputModes.All : InputModes.Of(profile);

    /// <summary>3.1.1: begins or continues a task; answers when it has ended or waits for somebody, or at once where asked for.</summary>
    public async Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        _inputModes.Check(request.Message);
        return await messages.SendAsync(request, scope, cancel);
    }

    /// <summary>As older dialects send: answers with the task as it is at once, and the work goes on behind the answer.</summary>
    public async Task<SendMessageResponse> StartMessageAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        _inputModes.Check(request.Message);
        return await messages.StartAsync(request, scope, cancel);
    }

    /// <summary>3.1.2: the same, told event by event. An error before the first event is thrown by the first move.</summary>
    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(
        SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        RequireStreaming();
        _inputModes.Check(request.Message);
        return messages.StreamAsync(request, scope, cancel);
    }

    /// <summary>3.1.3.</summary>
    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, RequestScope scope, CancellationToken cancel) =>
        tasks.GetAsync(request, scope, cancel);

    /// <summary>3.1.4.</summary>
    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, RequestScope scope, CancellationToken cancel) =>
        tasks.ListAsync(request, scope, cancel);

    /// <summary>3.1.5.</summary>
    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, RequestScope scope, CancellationToken cancel) =>
        tasks.CancelAsync(request, scope, cancel);

    /// <summary>3.1.6: a snapshot, then what follows, to the end of the task.</summary>
    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(
        SubscribeToTaskRequest request, RequestScope scope, CancellationToken cancel)
    {
        RequireStreaming();
        return tasks.SubscribeAsync(request, scope, cancel);
    }

    /// <summary>3.1.7.</summary>
    public Task<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(
        TaskPushNotificationConfig request, RequestScope scope, CancellationToken cancel) =>
        configs.CreateAsync(request, scope, cancel);

    /// <summary>3.1.8.</summary>
    public Task<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(
        GetTaskPushNotificationConfigRequest request, RequestScope scope, CancellationToken cancel) =>
        configs.GetAsync(request, scope, cancel);

    /// <summary>3.1.9.</summary>
    public Task<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, RequestScope scope, CancellationToken cancel) =>
        configs.ListAsync(request, scope, cancel);

    /// <summary>3.1.10.</summary>
    public Task DeleteTaskPushNotificationConfigAsync(
        DeleteTaskPushNotificationConfigRequest request, RequestScope scope, CancellationToken cancel) =>
        configs.DeleteAsync(request, scope, cancel);

    /// <summary>As older dialects set configs: one without an id is that of the id <c>default</c>.</summary>
    public Task<PushRegistration> RegisterPushAsync(PushRegistration request, RequestScope scope, CancellationToken cancel) =>
        configs.RegisterAsync(request, scope, cancel);

    /// <summary>The config that is named, else <c>default</c>, else the only one; null when there is none.</summary>
    public Task<PushRegistration?> FindPushAsync(string taskId, string? configId, RequestScope scope, CancellationToken cancel) =>
        configs.FindAsync(taskId, configId, scope, cancel);

    /// <summary>For clients who cannot name a config: <c>default</c>, else the only one of their dialect, else the only one; null when there is none.</summary>
    public Task<PushRegistration?> FindOwnPushAsync(string taskId, RequestScope scope, CancellationToken cancel) =>
        configs.FindOwnAsync(taskId, scope, cancel);

    /// <summary>As older dialects list configs: without pages.</summary>
    public Task<IReadOnlyList<PushRegistration>> ListPushesAsync(string taskId, RequestScope scope, CancellationToken cancel) =>
        configs.ListAllAsync(taskId, scope, cancel);

    /// <summary>The configs of all tasks of the caller.</summary>
    public Task<IReadOnlyList<PushRegistration>> ListPushesOfOwnerAsync(RequestScope scope, CancellationToken cancel) =>
        configs.ListOfOwnerAsync(scope, cancel);

    /// <summary>3.1.11.</summary>
    public Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, RequestScope scope, CancellationToken cancel)
    {
        if (!profile.AnnouncesExtendedCard)
        {
            throw A2AException.UnsupportedOperation("This agent has no extended card (capabilities.extendedAgentCard of its card).");
        }

        return Task.FromResult(profile.ExtendedCard ?? throw A2AException.ExtendedAgentCardNotConfigured());
    }

    private void RequireStreaming()
    {
        if (!profile.Streaming)
        {
            throw A2AException.UnsupportedOperation(
                "This agent does not stream (capabilities.streaming of its card). Send the message without a stream, and read the task.");
        }
    }
}
