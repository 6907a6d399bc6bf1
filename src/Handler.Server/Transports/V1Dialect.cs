using System.Collections.Frozen;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Server.Requests;

namespace Handler.Server.Transports;

/// <summary>A2A 1.0.</summary>
internal sealed class V1Dialect : IJsonRpcDialect
{
    private readonly JsonRpcStreams _streams;
    private readonly AgentProfile _profile;

    public V1Dialect(RequestHandler handler, JsonRpcStreams streams, AgentProfile profile, CardUrl url)
    {
        (_streams, _profile) = (streams, profile);
        Methods = new Dictionary<string, JsonRpcMethod>(StringComparer.Ordinal)
        {
            [A2AMethods.SendMessage] = One<SendMessageRequest, SendMessageResponse>(handler.SendMessageAsync, request => request.Tenant),
            [A2AMethods.SendStreamingMessage] = Many<SendMessageRequest>(handler.SendStreamingMessageAsync, request => request.Tenant),
            [A2AMethods.GetTask] = One<GetTaskRequest, AgentTask>(handler.GetTaskAsync, request => request.Tenant),
            [A2AMethods.ListTasks] = One<ListTasksRequest, ListTasksResponse>(handler.ListTasksAsync, request => request.Tenant),
            [A2AMethods.CancelTask] = One<CancelTaskRequest, AgentTask>(handler.CancelTaskAsync, request => request.Tenant),
            [A2AMethods.SubscribeToTask] = Many<SubscribeToTaskRequest>(handler.SubscribeToTaskAsync, request => request.Tenant),
            [A2AMethods.CreateTaskPushNotificationConfig] = Pushing(One<TaskPushNotificationConfig, TaskPushNotificationConfig>(
                handler.CreateTaskPushNotificationConfigAsync, request => request.Tenant)),
            [A2AMethods.GetTaskPushNotificationConfig] = Pushing(One<GetTaskPushNotificationConfigRequest, TaskPushNotificationConfig>(
                handler.GetTaskPushNotificationConfigAsync, request => request.Tenant)),
            [A2AMethods.ListTaskPushNotificationConfigs] = Pushing(One<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsResponse>(
                handler.ListTaskPushNotificationConfigsAsync, request => request.Tenant)),
            [A2AMethods.DeleteTaskPushNotificationConfig] = Pushing(None<DeleteTaskPushNotificationConfigRequest>(
                handler.DeleteTaskPushNotificationConfigAsync, request => request.Tenant)),
            [A2AMethods.GetExtendedAgentCard] = async call =>
            {
                var request = call.Read<GetExtendedAgentCardRequest>();
                var card = await handler.GetExtendedAgentCardAsync(request, call.Scope(request.Tenant), call.Aborted);
                return JsonRpcAnswers.Json(JsonRpcAnswers.Result(call.Id, ServedCard.Of(card, profile, url.For(call.Http))));
            },
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public WireFormat Format => WireFormat.V1;

    public IReadOnlyList<string> Names => A2AMethods.All;

    public IReadOnlyDictionary<string, JsonRpcMethod> Methods { get; }

    public byte[] Error(JsonRpcId id, A2AException error) => JsonRpcAnswers.Error(id, error);

    private JsonRpcMethod Pushing(JsonRpcMethod method) => JsonRpcMethods.Pushing(_profile, method);

    private static JsonRpcMethod One<TRequest, TResult>(
        Func<TRequest, RequestScope, CancellationToken, Task<TResult>> operation, Func<TRequest, string?> tenant) =>
        JsonRpcMethods.One(Read<TRequest>, operation, JsonRpcAnswers.Result, tenant);

    private static JsonRpcMethod None<TRequest>(
        Func<TRequest, RequestScope, CancellationToken, Task> operation, Func<TRequest, string?> tenant) =>
        JsonRpcMethods.None(Read<TRequest>, operation, JsonRpcAnswers.Empty, tenant);

    private JsonRpcMethod Many<TRequest>(
        Func<TRequest, RequestScope, CancellationToken, IAsyncEnumerable<StreamResponse>> operation, Func<TRequest, string?> tenant) =>
        JsonRpcMethods.Many(_streams, Read<TRequest>, operation, JsonRpcAnswers.Result, tenant);

    private static TRequest Read<TRequest>(JsonRpcCall call) => call.Read<TRequest>();
}
