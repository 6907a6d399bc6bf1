using Handler.Client.Http;
using Handler.Client.Rest;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.Transports;

/// <summary>A2A 1.0 over HTTP+JSON (11.3). The tenant goes in the path, where every agent looks for it.</summary>
internal sealed class RestTransport(RestCaller caller) : IAgentTransport
{
    // GET by the annotation of the proto, POST by the text of 11.3.2: agents have the one or the other, and following a task twice does no harm.
    private static readonly HttpMethod[] Following = [HttpMethod.Get, HttpMethod.Post];

    public static RestDialect Dialect { get; } = new()
    {
        Headers = [(ServiceParameters.Version, A2AVersions.V1)],
        Accept = $"{A2AMediaTypes.A2AJson}, {A2AMediaTypes.Json}",
        ReadUpdate = static body => new StreamedUpdate(A2AJson.Read<StreamResponse>(body)),
        ReadError = RestError.OfStatus,
    };

    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel) => caller.CallAsync(
        A2AMethods.SendMessage, HttpMethod.Post, RestTarget.Path(request.Tenant, "/message:send"), () => Write(request), Read<SendMessageResponse>, cancel);

    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel) => caller.StreamAsync(
        A2AMethods.SendStreamingMessage,
        [HttpMethod.Post],
        RestTarget.Path(request.Tenant, "/message:stream"),
        () => Write(request),
        request.Message.TaskId,
        cancel);

    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel) =>
        GetAsync<AgentTask>(A2AMethods.GetTask, RestTarget.Task(request.Tenant, request.Id) + RestTarget.Query(request), cancel);

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel) =>
        GetAsync<ListTasksResponse>(A2AMethods.ListTasks, RestTarget.Path(request.Tenant, "/tasks") + RestTarget.Query(request), cancel);

    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel) => caller.CallAsync(
        A2AMethods.CancelTask,
        HttpMethod.Post,
        RestTarget.Task(request.Tenant, request.Id, ":cancel"),
        () => A2AJson.Write(request with { Tenant = null }),
        Read<AgentTask>,
        cancel);

    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel) => caller.StreamAsync(
        A2AMethods.SubscribeToTask, Following, RestTarget.Task(request.Tenant, request.Id, ":subscribe"), body: null, request.Id, cancel);

    public Task<TaskPushNotificationConfig> CreateConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel) =>
        caller.CallAsync(
            A2AMethods.CreateTaskPushNotificationConfig,
            HttpMethod.Post,
            RestTarget.Configs(config.Tenant, config.TaskId),
            () => A2AJson.Write(config with { Tenant = null }),
            Read<TaskPushNotificationConfig>,
            cancel);

    public Task<TaskPushNotificationConfig> GetConfigAsync(GetTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        GetAsync<TaskPushNotificationConfig>(
            A2AMethods.GetTaskPushNotificationConfig, RestTarget.Configs(request.Tenant, request.TaskId, request.Id), cancel);

    public Task<ListTaskPushNotificationConfigsResponse> ListConfigsAsync(ListTaskPushNotificationConfigsRequest request, CancellationToken cancel) =>
        GetAsync<ListTaskPushNotificationConfigsResponse>(
            A2AMethods.ListTaskPushNotificationConfigs, RestTarget.Configs(request.Tenant, request.TaskId) + RestTarget.Query(request), cancel);

    public Task DeleteConfigAsync(DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel) => caller.CallAsync(
        A2AMethods.DeleteTaskPushNotificationConfig, HttpMethod.Delete, RestTarget.Configs(request.Tenant, request.TaskId, request.Id), cancel);

    public Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CancellationToken cancel) =>
        GetAsync<AgentCard>(A2AMethods.GetExtendedAgentCard, RestTarget.Path(request.Tenant, "/extendedAgentCard"), cancel);

    private static byte[] Write(SendMessageRequest request) => A2AJson.Write(request with { Tenant = null });

    private static T Read<T>(byte[] body) => A2AJson.Read<T>(body);

    private Task<TResult> GetAsync<TResult>(string operation, string target, CancellationToken cancel) =>
        caller.CallAsync(operation, HttpMethod.Get, target, body: null, Read<TResult>, cancel);
}
