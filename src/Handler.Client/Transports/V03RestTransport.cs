using System.Text.Json;
using Handler.Client.Http;
using Handler.Client.Rest;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.V03;

namespace Handler.Client.Transports;

/// <summary>A2A 0.3 over HTTP+JSON (3.5.3): below <c>/v1</c>, in the JSON of its protobuf schema. It has no tenants.</summary>
internal sealed class V03RestTransport(RestCaller caller) : IAgentTransport
{
    private const string Prefix = "/v1";

    // GET by the annotation of the proto, POST by the text of 7.9: agents have the one or the other, and following a task twice does no harm.
    private static readonly HttpMethod[] Following = [HttpMethod.Get, HttpMethod.Post];

    public static RestDialect DialectOf(A2AClientOptions options) => new()
    {
        Headers = V03Transport.HeadersOf(options),
        Accept = A2AMediaTypes.Json,
        ReadUpdate = static body => JsonElement.Parse(body) is var update && V03RestJson.IsFinal(update)
            ? new StreamedUpdate(V03RestJson.ReadStreamResponse(update), IsFinal: true)
            : new StreamedUpdate(V03RestJson.ReadStreamResponse(update)),
        ReadError = RestError.Bare,
    };

    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel) => caller.CallAsync(
        A2AMethods.SendMessage,
        HttpMethod.Post,
        Prefix + "/message:send",
        () => V03RestJson.Write(request),
        static body => V03RestJson.ReadSendMessageResponse(JsonElement.Parse(body)),
        cancel);

    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel) => caller.StreamAsync(
        A2AMethods.SendStreamingMessage,
        [HttpMethod.Post],
        Prefix + "/message:stream",
        () => V03RestJson.Write(request),
        request.Message.TaskId,
        cancel);

    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel) =>
        CallForTaskAsync(A2AMethods.GetTask, HttpMethod.Get, TaskPath(request.Id) + RestTarget.Query(request), body: null, cancel);

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel) =>
        Task.FromException<ListTasksResponse>(A2AClientException.NotInProtocol(
            caller.CallOf(A2AMethods.ListTasks), WireFormat.V03, "Keep the ids of tasks and get them one by one."));

    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel) =>
        CallForTaskAsync(A2AMethods.CancelTask, HttpMethod.Post, TaskPath(request.Id, ":cancel"), static () => "{}"u8.ToArray(), cancel);

    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel) =>
        caller.StreamAsync(A2AMethods.SubscribeToTask, Following, TaskPath(request.Id, ":subscribe"), body: null, request.Id, cancel);

    /// <summary>
    /// Agents read the whole request (the JavaScript SDK of 0.3) or, by the annotation of the proto, its config alone (that SDK's compatibility layer); a
    /// config that was refused for its form was not set.
    /// </summary>
    public async Task<TaskPushNotificationConfig> CreateConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel)
    {
        try
        {
            return await SetAsync(config, () => V03RestJson.WriteToSet(config), cancel);
        }
        catch (A2AClientException refused) when (refused.ErrorCode is A2AErrorCode.InvalidParams or A2AErrorCode.InvalidRequest)
        {
            return await SetAsync(config, () => V03RestJson.Write(config), cancel);
        }
    }

    public Task<TaskPushNotificationConfig> GetConfigAsync(GetTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        CallForConfigAsync(
            A2AMethods.GetTaskPushNotificationConfig, HttpMethod.Get, ConfigPath(request.TaskId, request.Id), body: null, request.TaskId, cancel);

    public Task<ListTaskPushNotificationConfigsResponse> ListConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, CancellationToken cancel) => caller.CallAsync(
        A2AMethods.ListTaskPushNotificationConfigs,
        HttpMethod.Get,
        ConfigPath(request.TaskId),
        body: null,
        body => new ListTaskPushNotificationConfigsResponse
        {
            Configs = [.. V03RestJson.ReadConfigs(JsonElement.Parse(body)).Select(config => OfTask(config, request.TaskId))],
        },
        cancel);

    public Task DeleteConfigAsync(DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        caller.CallAsync(A2AMethods.DeleteTaskPushNotificationConfig, HttpMethod.Delete, ConfigPath(request.TaskId, request.Id), cancel);

    public Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CancellationToken cancel) => caller.CallAsync(
        A2AMethods.GetExtendedAgentCard,
        HttpMethod.Get,
        Prefix + "/card",
        body: null,
        static body => V03Mapper.ToV1(V03Json.Read<V03AgentCard>(body)),
        cancel);

    private static string TaskPath(string id, string rest = "") => Prefix + RestTarget.Task(tenant: null, id, rest);

    private static string ConfigPath(string? taskId, string? id = null) => Prefix + RestTarget.Configs(tenant: null, taskId, id);

    // Some agents leave the name out, and the config of 0.2 has no id.
    private static TaskPushNotificationConfig OfTask(TaskPushNotificationConfig config, string? taskId) =>
        config with { TaskId = config.TaskId ?? taskId, Id = config.Id ?? A2AClient.DefaultPushConfigId };

    private Task<TaskPushNotificationConfig> SetAsync(TaskPushNotificationConfig config, Func<byte[]> body, CancellationToken cancel) => CallForConfigAsync(
        A2AMethods.CreateTaskPushNotificationConfig, HttpMethod.Post, ConfigPath(config.TaskId), body, config.TaskId, cancel);

    private Task<AgentTask> CallForTaskAsync(string operation, HttpMethod method, string target, Func<byte[]>? body, CancellationToken cancel) =>
        caller.CallAsync(operation, method, target, body, static answer => V03RestJson.ReadTask(JsonElement.Parse(answer)), cancel);

    private Task<TaskPushNotificationConfig> CallForConfigAsync(
        string operation, HttpMethod method, string target, Func<byte[]>? body, string? taskId, CancellationToken cancel) => caller.CallAsync(
        operation,
        method,
        target,
        body,
        answer => OfTask(V03RestJson.ReadTaskPushNotificationConfig(JsonElement.Parse(answer)), taskId),
        cancel);
}
