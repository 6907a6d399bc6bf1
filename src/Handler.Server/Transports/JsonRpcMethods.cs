using System.Collections.Frozen;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>The methods of 1.0 by name.</summary>
internal sealed class JsonRpcMethods
{
    private readonly FrozenDictionary<string, Func<JsonRpcCall, Task<IResult>>> _methods;

    public JsonRpcMethods(RequestHandler handler, JsonRpcStreams streams, AgentProfile profile, CardUrl url) =>
        _methods = new Dictionary<string, Func<JsonRpcCall, Task<IResult>>>
        {
            [A2AMethods.SendMessage] = One<SendMessageRequest, SendMessageResponse>(handler.SendMessageAsync, request => request.Tenant),
            [A2AMethods.SendStreamingMessage] = Many<SendMessageRequest>(streams, handler.SendStreamingMessageAsync, request => request.Tenant),
            [A2AMethods.GetTask] = One<GetTaskRequest, AgentTask>(handler.GetTaskAsync, request => request.Tenant),
            [A2AMethods.ListTasks] = One<ListTasksRequest, ListTasksResponse>(handler.ListTasksAsync, request => request.Tenant),
            [A2AMethods.CancelTask] = One<CancelTaskRequest, AgentTask>(handler.CancelTaskAsync, request => request.Tenant),
            [A2AMethods.SubscribeToTask] = Many<SubscribeToTaskRequest>(streams, handler.SubscribeToTaskAsync, request => request.Tenant),
            [A2AMethods.CreateTaskPushNotificationConfig] = Pushing(profile, One<TaskPushNotificationConfig, TaskPushNotificationConfig>(
                handler.CreateTaskPushNotificationConfigAsync, request => request.Tenant)),
            [A2AMethods.GetTaskPushNotificationConfig] = Pushing(profile, One<GetTaskPushNotificationConfigRequest, TaskPushNotificationConfig>(
                handler.GetTaskPushNotificationConfigAsync, request => request.Tenant)),
            [A2AMethods.ListTaskPushNotificationConfigs] = Pushing(profile, One<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsResponse>(
                handler.ListTaskPushNotificationConfigsAsync, request => request.Tenant)),
            [A2AMethods.DeleteTaskPushNotificationConfig] = Pushing(profile, None<DeleteTaskPushNotificationConfigRequest>(
                handler.DeleteTaskPushNotificationConfigAsync, request => request.Tenant)),
            [A2AMethods.GetExtendedAgentCard] = async call =>
            {
                var request = call.Read<GetExtendedAgentCardRequest>();
                var card = await handler.GetExtendedAgentCardAsync(request, call.Scope(request.Tenant), call.Aborted);
                return JsonRpcAnswers.Json(JsonRpcAnswers.Result(call.Id, ServedCard.Of(card, profile, url.For(call.Http))));
            },
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The method of a name; null when there is none.</summary>
    public Func<JsonRpcCall, Task<IResult>>? Find(string name) => _methods.GetValueOrDefault(name);

    // Before the params are read: an agent that does not push refuses these calls for what they are.
    private static Func<JsonRpcCall, Task<IResult>> Pushing(AgentProfile profile, Func<JsonRpcCall, Task<IResult>> method) =>
        call => profile.PushNotifications ? method(call) : throw A2AException.PushNotificationNotSupported();

    private static Func<JsonRpcCall, Task<IResult>> One<TRequest, TResult>(
        Func<TRequest, RequestScope, CancellationToken, Task<TResult>> operation, Func<TRequest, string?> tenant) => async call =>
    {
        var request = call.Read<TRequest>();
        var result = await operation(request, call.Scope(tenant(request)), call.Aborted);
        return JsonRpcAnswers.Json(JsonRpcAnswers.Result(call.Id, result));
    };

    private static Func<JsonRpcCall, Task<IResult>> None<TRequest>(
        Func<TRequest, RequestScope, CancellationToken, Task> operation, Func<TRequest, string?> tenant) => async call =>
    {
        var request = call.Read<TRequest>();
        await operation(request, call.Scope(tenant(request)), call.Aborted);
        return JsonRpcAnswers.Json(JsonRpcAnswers.Empty(call.Id));
    };

    private static Func<JsonRpcCall, Task<IResult>> Many<TRequest>(
        JsonRpcStreams streams,
        Func<TRequest, RequestScope, CancellationToken, IAsyncEnumerable<StreamResponse>> operation,
        Func<TRequest, string?> tenant) => call =>
    {
        var request = call.Read<TRequest>();
        return streams.AnswerAsync(call, operation(request, call.Scope(tenant(request)), call.Aborted));
    };
}
