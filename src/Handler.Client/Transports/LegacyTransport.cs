using System.Text.Json;
using Handler.Client.Http;
using Handler.Client.JsonRpc;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.Legacy;

namespace Handler.Client.Transports;

/// <summary>The legacy dialect over JSON-RPC. What its methods do not do for the caller is done here, on what they answer.</summary>
internal sealed class LegacyTransport(JsonRpcCaller caller) : IAgentTransport
{
    public static JsonRpcDialect Dialect { get; } = new()
    {
        Headers = [],
        ReadUpdate = static result => LegacyJson.ReadEvent(result) is var update && update is LegacyTaskStatusUpdateEvent { Final: true }
            ? new StreamedUpdate(LegacyMapper.ToV1(update), IsFinal: true)
            : new StreamedUpdate(LegacyMapper.ToV1(update)),
        ReadError = LegacyMapper.ToV1,
        StreamsWithoutId = true,
    };

    /// <summary>The agent answers when it likes, most at the end of the task. A config that goes with the message is set after that.</summary>
    public async Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel)
    {
        var task = await caller.CallAsync(
            LegacyMethods.TasksSend, () => LegacyJson.Write(LegacyMapper.FromV1(request)), static result => ReadTask(result), cancel);
        if (request.Configuration?.TaskPushNotificationConfig is { } config)
        {
            await SetConfigAsync(config with { TaskId = task.Id }, cancel);
        }

        return SendMessageResponse.Of(LegacyTasks.WithHistory(task, request.Configuration?.HistoryLength));
    }

    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel) =>
        request.Configuration?.TaskPushNotificationConfig is null
            ? caller.StreamAsync(
                LegacyMethods.TasksSendSubscribe, () => LegacyJson.Write(LegacyMapper.FromV1(request)), request.Message.TaskId, cancel)
            : throw A2AClientException.NotInProtocol(
                caller.CallOf(A2AMethods.SendStreamingMessage), WireFormat.Legacy, "Set the push config when the stream has told the task's id.");

    public async Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel) =>
        LegacyTasks.WithHistory(await CallForTaskAsync(LegacyMethods.TasksGet, LegacyMapper.FromV1(request), cancel), request.HistoryLength);

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel) => caller.CallAsync(
        LegacyMethods.TasksList,
        static () => "{}"u8.ToArray(),
        result => LegacyTasks.Filter(LegacyJson.Read<IReadOnlyList<LegacyTask>>(result).Select(LegacyMapper.ToV1), request),
        cancel);

    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel) =>
        CallForTaskAsync(LegacyMethods.TasksCancel, LegacyMapper.ToTaskIdParams(request.Id), cancel);

    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel) =>
        caller.StreamAsync(LegacyMethods.TasksResubscribe, () => LegacyJson.Write(LegacyMapper.ToTaskIdParams(request.Id)), request.Id, cancel);

    public Task<TaskPushNotificationConfig> CreateConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel) => caller.CallAsync(
        LegacyMethods.PushNotificationSet,
        () => LegacyJson.Write(LegacyMapper.ToSetPushNotificationParams(config)),
        static result => ToV1(LegacyJson.Read<LegacyTaskPushNotificationConfig>(result)),
        cancel);

    /// <summary>A task has one config, so its id plays no part.</summary>
    public async Task<TaskPushNotificationConfig> GetConfigAsync(GetTaskPushNotificationConfigRequest request, CancellationToken cancel)
    {
        var found = await caller.CallAsync(
            LegacyMethods.PushNotificationGet,
            () => LegacyJson.Write(LegacyMapper.ToTaskIdParams(request.TaskId)),
            static result => result.ValueKind == JsonValueKind.Null ? null : ToV1(LegacyJson.Read<LegacyTaskPushNotificationConfig>(result)),
            cancel);
        return found ?? throw A2AClientException.NoPushConfig(caller.CallOf(LegacyMethods.PushNotificationGet), request.TaskId, []);
    }

    /// <summary>The agent lists the configs of all tasks, some agents those of all callers.</summary>
    public Task<ListTaskPushNotificationConfigsResponse> ListConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, CancellationToken cancel) => caller.CallAsync(
        LegacyMethods.PushNotificationList,
        static () => "{}"u8.ToArray(),
        result => new ListTaskPushNotificationConfigsResponse
        {
            Configs = [.. LegacyJson.Read<IReadOnlyList<LegacyTaskPushNotificationConfig>>(result)
                .Where(config => config.Id == request.TaskId).Select(ToV1)],
        },
        cancel);

    public Task DeleteConfigAsync(DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel) => caller.CallAsync(
        LegacyMethods.PushNotificationDelete, () => LegacyJson.Write(LegacyMapper.ToTaskIdParams(request.TaskId)), cancel);

    public Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CancellationToken cancel) =>
        Task.FromException<AgentCard>(A2AClientException.NotInProtocol(
            caller.CallOf(A2AMethods.GetExtendedAgentCard), WireFormat.Legacy, "Its public card is all there is."));

    /// <summary>Sets the config that was to go with a message; where that fails, the message has been taken all the same.</summary>
    private async Task SetConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel)
    {
        try
        {
            await CreateConfigAsync(config, cancel);
        }
        catch (A2AClientException failed)
        {
            throw A2AClientException.ConfigNotSet(failed, config.TaskId!);
        }
    }

    private Task<AgentTask> CallForTaskAsync(string method, LegacyTaskIdParams parameters, CancellationToken cancel) =>
        caller.CallAsync(method, () => LegacyJson.Write(parameters), static result => ReadTask(result), cancel);

    private static AgentTask ReadTask(JsonElement result) => LegacyMapper.ToV1(LegacyJson.Read<LegacyTask>(result));

    // Agents of the dialect need not give the config an id, as there is one a task.
    private static TaskPushNotificationConfig ToV1(LegacyTaskPushNotificationConfig config) =>
        LegacyMapper.ToV1(config) is { Id: null } unnamed ? unnamed with { Id = A2AClient.DefaultPushConfigId } : LegacyMapper.ToV1(config);
}
