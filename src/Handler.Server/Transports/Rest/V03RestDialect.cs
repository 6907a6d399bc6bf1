using System.Net.ServerSentEvents;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.V03;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports.Rest;

/// <summary>
/// A2A 0.3 below <c>/v1</c>, in the JSON of its protobuf schema. Lists of tasks it has in a table only, and they are not served. Errors are the error
/// object of JSON-RPC, bare: 404 for an unknown task, else 400 or 500.
/// </summary>
internal sealed class V03RestDialect : IRestDialect
{
    private const string InlineInV1 = "configuration.taskPushNotificationConfig";
    private const string Inline = "configuration.pushNotification";

    private readonly RestTable _table;
    private readonly EventStreams _events;
    private readonly AgentProfile _profile;

    public V03RestDialect(RequestHandler handler, EventStreams events, AgentProfile profile, CardUrl url)
    {
        (_events, _profile) = (events, profile);
        var subscribe = Many(call => handler.SubscribeToTaskAsync(call.Read<SubscribeToTaskRequest>(), Scope(call), call.Aborted));
        _table = new RestTable(new Dictionary<RestResource, (string, RestOperation)[]>
        {
            [RestResource.MessageSend] = [(RestTable.Post, Naming(async call =>
                Json(V03RestJson.Write(await handler.SendMessageAsync(ReadMessage(call), Scope(call), call.Aborted)))))],
            [RestResource.MessageStream] =
                [(RestTable.Post, Naming(Many(call => handler.SendStreamingMessageAsync(ReadMessage(call), Scope(call), call.Aborted))))],
            [RestResource.Task] = RestTable.Reading(async call =>
                Json(V03RestJson.Write(await handler.GetTaskAsync(call.Read<GetTaskRequest>(), Scope(call), call.Aborted)))),
            [RestResource.TaskCancel] = [(RestTable.Post, async call =>
                Json(V03RestJson.Write(await handler.CancelTaskAsync(call.Read<CancelTaskRequest>(), Scope(call), call.Aborted))))],
            // GET by the schema's annotation, POST by the text of 7.9.
            [RestResource.TaskSubscribe] = [(RestTable.Get, subscribe), (RestTable.Post, subscribe)],
            [RestResource.PushConfigs] =
            [
                (RestTable.Post, Pushing(async call => Json(V03RestJson.Write((await handler.RegisterPushAsync(ReadConfig(call), Scope(call), call.Aborted)).Config)))),
                .. RestTable.Reading(Pushing(async call =>
                    Json(V03RestJson.Write((await handler.ListPushesAsync(TaskOf(call), Scope(call), call.Aborted)).Select(found => found.Config))))),
            ],
            [RestResource.PushConfig] =
            [
                .. RestTable.Reading(Pushing(async call => Json(V03RestJson.Write(await handler.GetTaskPushNotificationConfigAsync(
                    call.Read<GetTaskPushNotificationConfigRequest>(), Scope(call), call.Aborted))))),
                (RestTable.Delete, Pushing(async call =>
                {
                    await handler.DeleteTaskPushNotificationConfigAsync(call.Read<DeleteTaskPushNotificationConfigRequest>(), Scope(call), call.Aborted);
                    return Json("{}"u8.ToArray());
                })),
            ],
            [RestResource.ExtendedCard] = RestTable.Reading(async call =>
                Json(ServedCard.V03Of(await handler.GetExtendedAgentCardAsync(new(), Scope(call), call.Aborted), profile, url.For(call.Http)))),
        });
    }

    /// <summary>For callers who are not let in.</summary>
    public static RefusalForm Refusal { get; } = new((_, status, text) => new JsonBytes(Body(A2AException.InvalidRequest(text)), status));

    public RestOperation? Find(RestResource resource, string method) => _table.Find(resource, method);

    public string MethodsOf(RestResource resource) => _table.MethodsOf(resource);

    public IResult Error(HttpContext http, A2AException error, int? status = null) =>
        new JsonBytes(Body(error), status ?? error.Error.Status(ErrorRevision.V101).Http);

    private static byte[] Body(A2AException error) => A2AJson.Write(V03Mapper.FromV1(error));

    private static JsonBytes Json(byte[] body) => new(body);

    private static RequestScope Scope(RestCall call) => new(Caller.ScopeOf(call.Http, tenant: null), WireFormat.V03, call.Extensions.NamesPushDelivery);

    private static string TaskOf(RestCall call) => call.Path.Fields["taskId"];

    private static SendMessageRequest ReadMessage(RestCall call) =>
        call.Read(body => V03RestJson.ReadSendMessageRequest(body, call.Extensions.Unknown));

    private static PushRegistration ReadConfig(RestCall call)
    {
        // The schema's annotation makes the config the body, and leaves its id to the query.
        var config = call.Read(body => V03RestJson.ReadConfig(body, call.Extensions.Unknown)) with { TaskId = TaskOf(call) };
        var id = string.IsNullOrEmpty(config.Id) ? RestFields.ValueOf(call.Http.Request.Query, "configId") : config.Id;
        return new() { Config = config with { Id = id } };
    }

    private RestOperation Many(Func<RestCall, IAsyncEnumerable<StreamResponse>> operation) => call =>
        _events.AnswerAsync(call.Http, operation(call), isWanted: true, V03RestJson.Write, error => new SseItem<byte[]>(Body(error), "error"));

    /// <summary>Names the field to blame of an inline config as the schema does. What reading found wrong is named so already.</summary>
    private static RestOperation Naming(RestOperation operation) => async call =>
    {
        try
        {
            return await operation(call);
        }
        catch (A2AException fault) when (
            fault is { InnerException: null, FieldViolations: [var violation] } && violation.Field.StartsWith(InlineInV1, StringComparison.Ordinal))
        {
            throw A2AException.InvalidField(
                Inline + violation.Field[InlineInV1.Length..].Replace(".scheme", ".schemes[0]", StringComparison.Ordinal), violation.Description);
        }
    };

    /// <summary>Refused before the request is read, for an agent that does not push refuses it for what it is.</summary>
    private RestOperation Pushing(RestOperation operation) =>
        call => _profile.PushNotifications ? operation(call) : throw A2AException.PushNotificationNotSupported();
}
