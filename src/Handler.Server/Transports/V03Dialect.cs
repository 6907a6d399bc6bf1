using System.Collections.Frozen;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.V03;
using Handler.Server.Requests;

namespace Handler.Server.Transports;

/// <summary>A2A 0.3, and the versions of 0.2 that speak alike.</summary>
internal sealed class V03Dialect : IJsonRpcDialect
{
    private static readonly string[] ConfigFields =
    [
        "id", "url", "token", "authentication.scheme", "authentication.credentials",
        PushDeliveryExtension.CollapseField, PushDeliveryExtension.FilterField, $"{PushDeliveryExtension.FilterField}.kinds", $"{PushDeliveryExtension.FilterField}.states",
    ];

    private static readonly FrozenDictionary<string, string> InlineNames = ConfigFields
        .ToFrozenDictionary(name => $"configuration.taskPushNotificationConfig.{name}", name => $"configuration.{NameOf(name)}");

    private static readonly FrozenDictionary<string, string> ConfigNames = ConfigFields
        .ToFrozenDictionary(name => name, NameOf);

    private static readonly FrozenDictionary<string, string> QueryNames =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["taskId"] = "id", ["id"] = "pushNotificationConfigId" }.ToFrozenDictionary();

    private readonly JsonRpcStreams _streams;
    private readonly AgentProfile _profile;

    public V03Dialect(RequestHandler handler, JsonRpcStreams streams, AgentProfile profile, CardUrl url)
    {
        (_streams, _profile) = (streams, profile);
        Methods = new Dictionary<string, JsonRpcMethod>(StringComparer.Ordinal)
        {
            [V03Methods.MessageSend] = JsonRpcMethods.Naming(InlineNames, One<V03MessageSendParams, SendMessageRequest, SendMessageResponse>(
                V03Mapper.ToV1, handler.SendMessageAsync, answer => V03Json.Write(V03Mapper.FromV1(answer)))),
            [V03Methods.MessageStream] = JsonRpcMethods.Naming(InlineNames, Many<V03MessageSendParams, SendMessageRequest>(
                V03Mapper.ToV1, handler.SendStreamingMessageAsync)),
            [V03Methods.TasksGet] = One<V03TaskQueryParams, GetTaskRequest, AgentTask>(
                V03Mapper.ToV1, handler.GetTaskAsync, Write),
            [V03Methods.TasksCancel] = One<V03TaskIdParams, CancelTaskRequest, AgentTask>(
                V03Mapper.ToCancelTaskRequest, handler.CancelTaskAsync, Write),
            [V03Methods.TasksResubscribe] = Many<V03TaskIdParams, SubscribeToTaskRequest>(
                V03Mapper.ToSubscribeToTaskRequest, handler.SubscribeToTaskAsync),
            [V03Methods.PushNotificationConfigSet] = Pushing(ConfigNames, One<V03TaskPushNotificationConfig, PushRegistration, PushRegistration>(
                config => new() { Config = V03Mapper.ToV1(config) }, handler.RegisterPushAsync, Write)),
            [V03Methods.PushNotificationConfigGet] = Pushing(QueryNames, One<V03GetTaskPushNotificationConfigParams, V03GetTaskPushNotificationConfigParams, PushRegistration>(
                query => query,
                async (query, scope, cancel) => await handler.FindPushAsync(query.Id, query.PushNotificationConfigId, scope, cancel)
                    ?? throw A2AException.PushNotificationConfigNotFound(query.Id, query.PushNotificationConfigId ?? PushConfigRequests.DefaultId),
                Write)),
            [V03Methods.PushNotificationConfigList] = Pushing(QueryNames, One<V03TaskIdParams, V03TaskIdParams, IReadOnlyList<PushRegistration>>(
                query => query,
                (query, scope, cancel) => handler.ListPushesAsync(query.Id, scope, cancel),
                configs => V03Json.Write<IReadOnlyList<V03TaskPushNotificationConfig>>([.. configs.Select(found => V03Mapper.FromV1(found.Config))]))),
            [V03Methods.PushNotificationConfigDelete] = Pushing(QueryNames, JsonRpcMethods.None(
                call => V03Mapper.ToV1(Read<V03DeleteTaskPushNotificationConfigParams>(call)),
                handler.DeleteTaskPushNotificationConfigAsync,
                JsonRpcAnswers.Null)),
            [V03Methods.GetAuthenticatedExtendedCard] = async call =>
            {
                var card = await handler.GetExtendedAgentCardAsync(new(), call.Scope(tenant: null), call.Aborted);
                return JsonRpcAnswers.Json(JsonRpcAnswers.ResultJson(call.Id, ServedCard.V03Of(card, profile, url.For(call.Http))));
            },
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public WireFormat Format => WireFormat.V03;

    public IReadOnlyList<string> Names => V03Methods.All;

    public IReadOnlyDictionary<string, JsonRpcMethod> Methods { get; }

    public bool StreamsErrors(string method) => method is V03Methods.MessageStream or V03Methods.TasksResubscribe;

    public byte[] Error(JsonRpcId id, A2AException error) => JsonRpcAnswers.Error(id, V03Mapper.FromV1(error));

    private static string NameOf(string field) =>
        $"pushNotificationConfig.{(field == "authentication.scheme" ? "authentication.schemes[0]" : field)}";

    private static TParams Read<TParams>(JsonRpcCall call) => call.Read(element => V03Json.Read<TParams>(element, call.Extensions.Unknown));

    private static byte[] Write(AgentTask task) => V03Json.Write(V03Mapper.FromV1(task));

    private static byte[] Write(PushRegistration found) => V03Json.Write(V03Mapper.FromV1(found.Config));

    private static JsonRpcMethod One<TParams, TRequest, TResult>(
        Func<TParams, TRequest> toV1, Func<TRequest, RequestScope, CancellationToken, Task<TResult>> operation, Func<TResult, byte[]> write) =>
        JsonRpcMethods.One(call => toV1(Read<TParams>(call)), operation, (id, result) => JsonRpcAnswers.ResultJson(id, write(result)));

    private JsonRpcMethod Many<TParams, TRequest>(
        Func<TParams, TRequest> toV1, Func<TRequest, RequestScope, CancellationToken, IAsyncEnumerable<StreamResponse>> operation) =>
        JsonRpcMethods.Many(
            _streams,
            call => toV1(Read<TParams>(call)),
            operation,
            (id, update) => JsonRpcAnswers.ResultJson(id, V03Json.Write(V03Mapper.FromV1(update))));

    private JsonRpcMethod Pushing(IReadOnlyDictionary<string, string> names, JsonRpcMethod method) =>
        JsonRpcMethods.Pushing(_profile, JsonRpcMethods.Naming(names, method));
}
