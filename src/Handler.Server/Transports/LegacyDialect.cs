using System.Collections.Frozen;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Protocol.Legacy;
using Handler.Server.Requests;
using Handler.Server.Tasks;

namespace Handler.Server.Transports;

/// <summary>
/// The dialect of older tools, which call <c>tasks/send</c>. Its operations differ from those of 1.0 in what they promise, not only in
/// shape: see <see cref="LegacyRequests"/>.
/// </summary>
internal sealed class LegacyDialect : IJsonRpcDialect
{
    private static readonly FrozenDictionary<string, string> ConfigNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["taskId"] = "id",
        ["id"] = "pushNotificationConfig.id",
        ["url"] = "pushNotificationConfig.webhookUrl",
        ["token"] = "pushNotificationConfig.authenticationInfo.value",
        ["authentication.scheme"] = "pushNotificationConfig.authenticationInfo.scheme",
        ["authentication.credentials"] = "pushNotificationConfig.authenticationInfo.value",
        ["headerName"] = "pushNotificationConfig.authenticationInfo.headerName",
        ["eventTypes"] = "pushNotificationConfig.eventTypes",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> QueryNames =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["taskId"] = "id", ["id"] = "pushNotificationConfig.id" }.ToFrozenDictionary();

    private readonly JsonRpcStreams _streams;
    private readonly AgentProfile _profile;

    public LegacyDialect(RequestHandler handler, LegacyRequests legacy, JsonRpcStreams streams, AgentProfile profile, IdSource ids)
    {
        (_streams, _profile) = (streams, profile);
        Methods = new Dictionary<string, JsonRpcMethod>(StringComparer.Ordinal)
        {
            [LegacyMethods.TasksSend] = One<LegacyTaskSendParams, SendMessageRequest, SendMessageResponse>(
                sent => LegacyMapper.ToV1(sent, ids.Next), legacy.SendAsync, answer => LegacyJson.Write(LegacyMapper.FromV1(answer))),
            [LegacyMethods.TasksSendSubscribe] = Many<LegacyTaskSendParams, SendMessageRequest>(
                sent => LegacyMapper.ToV1(sent, ids.Next), legacy.SendSubscribeAsync),
            [LegacyMethods.TasksResubscribe] = Many<LegacyTaskIdParams, SubscribeToTaskRequest>(
                LegacyMapper.ToSubscribeToTaskRequest, handler.SubscribeToTaskAsync),
            [LegacyMethods.TasksGet] = One<LegacyTaskIdParams, GetTaskRequest, AgentTask>(
                LegacyMapper.ToGetTaskRequest, handler.GetTaskAsync, WriteTask),
            [LegacyMethods.TasksList] = One<LegacyTaskIdParams, LegacyTaskIdParams, IReadOnlyList<AgentTask>>(
                query => query,
                legacy.ListAsync,
                tasks => LegacyJson.Write<IReadOnlyList<LegacyTask>>([.. tasks.Select(LegacyMapper.FromV1)])),
            [LegacyMethods.TasksCancel] = One<LegacyTaskIdParams, CancelTaskRequest, AgentTask>(
                LegacyMapper.ToCancelTaskRequest, handler.CancelTaskAsync, WriteTask),
            [LegacyMethods.PushNotificationSet] = JsonRpcMethods.Pushing(profile, InOrder(legacy, JsonRpcMethods.Naming(
                ConfigNames,
                One<LegacySetPushNotificationParams, LegacySetPushNotificationParams, LegacyTaskPushNotificationConfig>(
                    request => request, legacy.SetPushAsync, LegacyJson.Write)))),
            [LegacyMethods.PushNotificationGet] = Pushing(QueryNames, One<LegacyTaskIdParams, LegacyTaskIdParams, LegacyTaskPushNotificationConfig?>(
                query => query, legacy.GetPushAsync, config => config is null ? "null"u8.ToArray() : LegacyJson.Write(config))),
            [LegacyMethods.PushNotificationList] = Pushing(QueryNames, One<LegacyTaskIdParams, LegacyTaskIdParams, IReadOnlyList<LegacyTaskPushNotificationConfig>>(
                query => query, legacy.ListPushAsync, LegacyJson.Write)),
            [LegacyMethods.PushNotificationDelete] = Pushing(QueryNames, JsonRpcMethods.None(Read<LegacyTaskIdParams>, legacy.DeletePushAsync, JsonRpcAnswers.Null)),
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public WireFormat Format => WireFormat.Legacy;

    public IReadOnlyList<string> Names => LegacyMethods.All;

    public IReadOnlyDictionary<string, JsonRpcMethod> Methods { get; }

    public byte[] Error(JsonRpcId id, A2AException error) => JsonRpcAnswers.Error(id, LegacyMapper.FromV1(error));

    private static TParams Read<TParams>(JsonRpcCall call) => call.Read(element => LegacyJson.Read<TParams>(element, UnknownFields.Ignore));

    private static byte[] WriteTask(AgentTask task) => LegacyJson.Write(LegacyMapper.FromV1(task));

    private static JsonRpcMethod One<TParams, TRequest, TResult>(
        Func<TParams, TRequest> toV1, Func<TRequest, RequestScope, CancellationToken, Task<TResult>> operation, Func<TResult, byte[]> write) =>
        JsonRpcMethods.One(call => toV1(Read<TParams>(call)), operation, (id, result) => JsonRpcAnswers.ResultJson(id, write(result)));

    // Its events repeat no id: the stream is the answer to one call.
    private JsonRpcMethod Many<TParams, TRequest>(
        Func<TParams, TRequest> toV1, Func<TRequest, RequestScope, CancellationToken, IAsyncEnumerable<StreamResponse>> operation) =>
        JsonRpcMethods.Many(
            _streams,
            call => toV1(Read<TParams>(call)),
            operation,
            (_, update) => JsonRpcAnswers.ResultJson(id: null, LegacyJson.Write(LegacyMapper.FromV1(update))));

    // The dialect asks for the task before it looks at the rest of the config.
    private static JsonRpcMethod InOrder(LegacyRequests legacy, JsonRpcMethod method) => async call =>
    {
        await legacy.RequireTaskAsync(LegacySetOrder.TaskOf(call.Request.Params), call.Scope(tenant: null), call.Aborted);
        return await method(call);
    };

    private JsonRpcMethod Pushing(IReadOnlyDictionary<string, string> names, JsonRpcMethod method) =>
        JsonRpcMethods.Pushing(_profile, JsonRpcMethods.Naming(names, method));
}
