using System.Collections.Frozen;
using System.Net.ServerSentEvents;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Requests;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports.Rest;

/// <summary>The operations of A2A 1.0 by resource and HTTP method (A2A 1.0, 11.3; the annotations of <c>a2a.proto</c>).</summary>
internal sealed class RestOperations
{
    private const string Get = "GET";
    private const string Head = "HEAD";
    private const string Post = "POST";
    private const string Delete = "DELETE";

    private readonly FrozenDictionary<RestResource, IReadOnlyList<(string Method, RestOperation Operation)>> _operations;
    private readonly EventStreams _events;
    private readonly AgentProfile _profile;
    private readonly ErrorRevision _revision;

    public RestOperations(RequestHandler handler, EventStreams events, AgentProfile profile, CardUrl url, IOptions<A2AAgentOptions> options)
    {
        (_events, _profile, _revision) = (events, profile, options.Value.ErrorRevision);
        var subscribe = Many<SubscribeToTaskRequest>(handler.SubscribeToTaskAsync, request => request.Tenant);
        _operations = new Dictionary<RestResource, IReadOnlyList<(string, RestOperation)>>
        {
            [RestResource.MessageSend] = [(Post, One<SendMessageRequest, SendMessageResponse>(handler.SendMessageAsync, request => request.Tenant))],
            [RestResource.MessageStream] = [(Post, Many<SendMessageRequest>(handler.SendStreamingMessageAsync, request => request.Tenant))],
            [RestResource.Tasks] = Reading(One<ListTasksRequest, ListTasksResponse>(handler.ListTasksAsync, request => request.Tenant)),
            [RestResource.Task] = Reading(One<GetTaskRequest, AgentTask>(handler.GetTaskAsync, request => request.Tenant)),
            [RestResource.TaskCancel] = [(Post, One<CancelTaskRequest, AgentTask>(handler.CancelTaskAsync, request => request.Tenant))],
            // GET by the proto's annotation, POST by the text of 11.3.2: clients of both are about.
            [RestResource.TaskSubscribe] = [(Get, subscribe), (Post, subscribe)],
            [RestResource.PushConfigs] =
            [
                (Post, Pushing(One<TaskPushNotificationConfig, TaskPushNotificationConfig>(
                    handler.CreateTaskPushNotificationConfigAsync, request => request.Tenant))),
                .. Reading(Pushing(One<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsResponse>(
                    handler.ListTaskPushNotificationConfigsAsync, request => request.Tenant))),
            ],
            [RestResource.PushConfig] =
            [
                .. Reading(Pushing(One<GetTaskPushNotificationConfigRequest, TaskPushNotificationConfig>(
                    handler.GetTaskPushNotificationConfigAsync, request => request.Tenant))),
                (Delete, Pushing(None<DeleteTaskPushNotificationConfigRequest>(
                    handler.DeleteTaskPushNotificationConfigAsync, request => request.Tenant))),
            ],
            [RestResource.ExtendedCard] = Reading(async call =>
            {
                var request = call.Read<GetExtendedAgentCardRequest>();
                var card = await handler.GetExtendedAgentCardAsync(request, call.Scope(request.Tenant), call.Aborted);
                return RestAnswers.Json(call.Http, ServedCard.Of(card, profile, url.For(call.Http)));
            }),
        }.ToFrozenDictionary();
    }

    /// <summary>The operation; null when the resource has none of that method.</summary>
    public RestOperation? Find(RestResource resource, string method) =>
        _operations[resource].FirstOrDefault(entry => entry.Method.Equals(method, StringComparison.OrdinalIgnoreCase)).Operation;

    /// <summary>The methods that a resource has, as <c>Allow</c> lists them.</summary>
    public string MethodsOf(RestResource resource) => string.Join(", ", _operations[resource].Select(entry => entry.Method));

    private static (string, RestOperation)[] Reading(RestOperation operation) => [(Get, operation), (Head, operation)];

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
