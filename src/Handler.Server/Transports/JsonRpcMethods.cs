using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Server.Requests;

namespace Handler.Server.Transports;

/// <summary>
/// Makes methods of operations. How the params are read and how the result is written is the dialect's; what lies between is the same for all.
/// </summary>
internal static class JsonRpcMethods
{
    /// <summary>A method with one answer.</summary>
    public static JsonRpcMethod One<TRequest, TResult>(
        Func<JsonRpcCall, TRequest> read,
        Func<TRequest, RequestScope, CancellationToken, Task<TResult>> operation,
        Func<JsonRpcId, TResult, byte[]> write,
        Func<TRequest, string?>? tenant = null) => async call =>
    {
        var request = read(call);
        var result = await operation(request, call.Scope(tenant?.Invoke(request)), call.Aborted);
        return JsonRpcAnswers.Json(write(call.Id, result));
    };

    /// <summary>A method whose answer says nothing.</summary>
    public static JsonRpcMethod None<TRequest>(
        Func<JsonRpcCall, TRequest> read,
        Func<TRequest, RequestScope, CancellationToken, Task> operation,
        Func<JsonRpcId, byte[]> write,
        Func<TRequest, string?>? tenant = null) => async call =>
    {
        var request = read(call);
        await operation(request, call.Scope(tenant?.Invoke(request)), call.Aborted);
        return JsonRpcAnswers.Json(write(call.Id));
    };

    /// <summary>A method that answers by a stream.</summary>
    public static JsonRpcMethod Many<TRequest>(
        JsonRpcStreams streams,
        Func<JsonRpcCall, TRequest> read,
        Func<TRequest, RequestScope, CancellationToken, IAsyncEnumerable<StreamResponse>> operation,
        Func<JsonRpcId, StreamResponse, byte[]> write,
        Func<TRequest, string?>? tenant = null) => call =>
    {
        var request = read(call);
        return streams.AnswerAsync(call, operation(request, call.Scope(tenant?.Invoke(request)), call.Aborted), write);
    };

    /// <summary>A method that needs push notifications: refused before its params are read, for an agent that does not push refuses it for what it is.</summary>
    public static JsonRpcMethod Pushing(AgentProfile profile, JsonRpcMethod method) =>
        call => profile.PushNotifications ? method(call) : throw A2AException.PushNotificationNotSupported();

    /// <summary>A method that names the field to blame as its dialect does.</summary>
    /// <param name="names">What the fields of 1.0 are called.</param>
    /// <param name="method">The method.</param>
    public static JsonRpcMethod Naming(IReadOnlyDictionary<string, string> names, JsonRpcMethod method) => async call =>
    {
        try
        {
            return await method(call);
        }
        // What reading the params found wrong is named as it stands there.
        catch (A2AException fault) when (
            fault is { InnerException: not JsonException, FieldViolations: [var violation] } && names.TryGetValue(violation.Field, out var name))
        {
            throw A2AException.InvalidField(name, violation.Description);
        }
    };
}
