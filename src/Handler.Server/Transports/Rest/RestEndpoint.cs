using Handler.Protocol.Errors;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports.Rest;

/// <summary>
/// HTTP+JSON, the REST binding (A2A 1.0, 11), of every path that it has. Errors have the status of the error table and <c>google.rpc.Status</c> in the
/// body; so have unknown paths (404), methods (405), bodies that are too large (413) or no JSON (415).
/// </summary>
internal sealed partial class RestEndpoint(
    RestOperations operations, AgentProfile profile, IOptions<A2AAgentOptions> options, ILogger<RestEndpoint> log)
{
    /// <summary>Answers a request whose path begins with <paramref name="skip"/> segments that are not of the binding.</summary>
    public async Task HandleAsync(HttpContext http, int skip)
    {
        // Whose task it is, the address does not tell a cache.
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            var result = await AnswerAsync(http, skip);
            await result.ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; what it began goes on.
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext http, int skip)
    {
        if (RestPath.Parse(SentPath.SegmentsOf(http.Request, skip)) is not { } path)
        {
            return Error(http, NoSuchPath(http.Request));
        }

        if (operations.Find(path.Resource, http.Request.Method) is not { } operation)
        {
            var allowed = operations.MethodsOf(path.Resource);
            http.Response.Headers.Allow = allowed;
            return Error(http, NoSuchMethod(http.Request, allowed), StatusCodes.Status405MethodNotAllowed);
        }

        var limit = options.Value.MaxRequestBytes;
        return await BodyAsync(http, limit) is { } body
            ? await AnswerAsync(new RestCall(http, path, body), operation)
            : Error(
                http,
                A2AException.InvalidRequest($"The request is larger than {limit} bytes; send large content by URL."),
                StatusCodes.Status413PayloadTooLarge);
    }

    private async Task<IResult> AnswerAsync(RestCall call, RestOperation operation)
    {
        try
        {
            ServiceParameterRules.Check(call.Http.Request, profile.Card);
            return await operation(call);
        }
        catch (A2AException error)
        {
            LogRefused(log, call.Http.Request.Method, call.Path.Resource, error.Code, error.Message);
            return Error(call.Http, error);
        }
        catch (Exception error) when (!call.Aborted.IsCancellationRequested)
        {
            LogFailed(log, call.Http.Request.Method, call.Path.Resource, error);
            return Error(call.Http, A2AException.InternalError(error));
        }
    }

    private static Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext http, int limit) => HttpMethods.IsPost(http.Request.Method)
        ? RequestBody.ReadAsync(http.Request, limit, http.RequestAborted)
        : Task.FromResult<ReadOnlyMemory<byte>?>(ReadOnlyMemory<byte>.Empty);

    private IResult Error(HttpContext http, A2AException error, int? status = null) =>
        RestAnswers.Error(http, HttpError.Of(error, options.Value.ErrorRevision), status);

    private static A2AException NoSuchPath(HttpRequest request) => new(
        A2AErrorCode.MethodNotFound,
        $"There is nothing at '{Shorten(request.Path.Value)}'. This agent has /message:send, /message:stream, /tasks, /tasks/ID, /tasks/ID:cancel, " +
        "/tasks/ID:subscribe, /tasks/ID/pushNotificationConfigs, /tasks/ID/pushNotificationConfigs/ID and /extendedAgentCard, each also below /TENANT. " +
        "Paths are case-sensitive.");

    private static A2AException NoSuchMethod(HttpRequest request, string allowed) => new(
        A2AErrorCode.MethodNotFound, $"{Shorten(request.Method)} is not to be had at '{Shorten(request.Path.Value)}'; use {allowed}.");

    private static string Shorten(string? text)
    {
        const int Shown = 200;
        return text is { Length: > Shown } ? string.Concat(text.AsSpan(0, Shown), "…") : text ?? "";
    }

    [LoggerMessage(43, LogLevel.Debug, "{Method} of {Resource} was refused as {Code}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string method, RestResource resource, A2AErrorCode code, string reason);

    [LoggerMessage(44, LogLevel.Error, "{Method} of {Resource} failed; the client is told of an internal error.")]
    private static partial void LogFailed(ILogger logger, string method, RestResource resource, Exception error);
}
