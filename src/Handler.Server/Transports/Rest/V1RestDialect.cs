using System.Net.ServerSentEvents;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports.Rest;

/// <summary>The operations of A2A 1.0 by resource and HTTP method (A2A 1.0, 11.3; the annotations of <c>a2a.proto</c>).</summary>
internal sealed class V1RestDialect : IRestDialect
{
    private readonly RestTable _table;
    private readonly EventStreams _events;
    private readonly AgentProfile _profile;
    private readonly ErrorRevision _revision;

    public V1RestDialect(RequestHandler handler, EventStreams events, AgentProfile profile, CardUrl url, IOptions<A2AAgentOptions> options)
    {
        (_events, _profile, _revision) = (events, profile, options.Value.ErrorRevision);
        var subscribe = Many<SubscribeToTaskRequest>(handler.SubscribeToTaskAsync, request => request.Tenant);
        _table = new RestTable(new Dictionary<RestResource, (string, RestOperation)[]>
        {
            [RestResource.MessageSend] = [(RestTable.Post, One<SendMessageRequest, SendMessageResponse>(handler.SendMessageAsync, request => request.Tenant))],
            [RestResource.MessageStream] = [(RestTable.Post, Many<SendMessageRequest>(handler.SendStreamingMessageAsync, request => request.Tenant))],
            [RestResource.Tasks] = RestTable.Reading(One<ListTasksRequest, ListTasksResponse>(handler.ListTasksAsync, request => request.Tenant)),
            [RestResource.Task] = RestTable.Reading(One<GetTaskRequest, AgentTask>(handler.GetTaskAsync, request => request.Tenant)),
            [RestResource.TaskCancel] = [(RestTable.Post, One<CancelTaskRequest, AgentTask>(handler.CancelTaskAsync, request => request.Tenant))],
            // GET by the proto's annotation, POST by the text of 11.3.2: clients of both are about.
            [RestResource.TaskSubscribe] = [(RestTable.Get, subscribe), (RestTable.Post, subscribe)],
            [RestResource.PushConfigs] =
            [
                (RestTable.Post, Pushing(One<TaskPushNotificationConfig, TaskPushNotificationConfig>(
                    handler.CreateTaskPushNotificationConfigAsync, request => request.Tenant))),
                .. RestTable.Reading(Pushing(One<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsResponse>(
                    handler.ListTaskPushNotificationConfigsAsync, request => request.Tenant))),
            ],
            [RestResource.PushConfig] =
            [
                .. RestTable.Reading(Pushing(One<GetTaskPushNotificationConfigRequest, TaskPushNotificationConfig>(
                    handler.GetTaskPushNotificationConfigAsync, request => request.Tenant))),
                (RestTable.Delete, Pushing(None<DeleteTaskPushNotificationConfigRequest>(
                    handler.DeleteTaskPushNotificationConfigAsync, request => request.Tenant))),
            ],
            [RestResource.ExtendedCard] = RestTable.Reading(async call =>
            {
                var request = call.Read<GetExtendedAgentCardRequest>();
                var card = await handler.GetExtendedAgentCardAsync(request, call.Scope(request.Tenant), call.Aborted);
                return RestAnswers.Json(call.Http, ServedCard.Of(card, profile, url.For(call.Http)));
            }),
        });
    }

    public RestOperation? Find(RestResource resource, string method) => _table.Find(resource, method);

    public string MethodsOf(RestResource resource) => _table.MethodsOf(resource);

    public IResult Error(HttpContext http, A2AException error, int? status = null) => RestAnswers.Error(http, HttpError.Of(error, _revision), status);

    private static RestOperation One<TRequest, TResult>(
        Func<TRequest, RequestScope, CancellationToken, Task<TResult>> operation, Func<TRequest, string?> tenant) => async call =>
    {
        var request = call.Read<TRequest>();
        return RestAnswers.Json(call.Http, await operation(request, call.Scope(tenant(request)), call.Aborted));
    };

    private static RestOperation None<TRequest>(
        Func<TRequest, RequestScope, CancellationToken, Task> operation, Func<TRequest, string?> tenant) => async call =>
    {
        var request = call.Read<TRequest>();
        await operation(request, call.Scope(tenant(request)), call.Aborted);
        return RestAnswers.Empty(call.Http);
    };

    private RestOperation Many<TRequest>(
        Func<TRequest, RequestScope, CancellationToken, IAsyncEnumerable<StreamResponse>> operation, Func<TRequest, string?> tenant) => call =>
    {
        var request = call.Read<TRequest>();
        return _events.AnswerAsync(call.Http, operation(request, call.Scope(tenant(request)), call.Aborted), isWanted: true, A2AJson.Write, Failed);
    };

    /// <summary>An error in the middle of a stream: an event of its own name, so that nobody takes it for an update.</summary>
    private SseItem<byte[]> Failed(A2AException error) => new(RestAnswers.Body(HttpError.Of(error, _revision)), "error");

    /// <summary>Refused before the request is read, for an agent that does not push refuses it for what it is.</summary>
    private RestOperation Pushing(RestOperation operation) =>
        call => _profile.PushNotifications ? operation(call) : throw A2AException.PushNotificationNotSupported();
}
