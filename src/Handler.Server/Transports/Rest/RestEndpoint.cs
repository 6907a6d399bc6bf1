using Handler.Protocol.Errors;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports.Rest;

/// <summary>
/// HTTP+JSON, the REST binding (A2A 1.0, 11), of every path that it has, and that of 0.3 below <c>/v1</c>. Errors have the status of the error table and
/// <c>google.rpc.Status</c> in the body; so have unknown paths (404), methods (405), bodies that are too large (413) or no JSON (415).
/// </summary>
internal sealed partial class RestEndpoint(
    V1RestDialect v1, V03RestDialect v03, AgentProfile profile, IOptions<A2AAgentOptions> options, ILogger<RestEndpoint> log)
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

    private Task<IResult> AnswerAsync(HttpContext http, int skip)
    {
        var segments = SentPath.SegmentsOf(http.Request, skip);
        return segments is [RestPath.V03, ..]
            ? AnswerAsync(http, v03, RestPath.ParseV03([.. segments.Skip(1)]))
            : AnswerAsync(http, v1, RestPath.Parse(segments));
    }

    private async Task<IResult> AnswerAsync(HttpContext http, IRestDialect dialect, RestPath? path)
    {
        if (path is null)
        {
            return dialect.Error(http, NoSuchPath(http.Request), StatusCodes.Status404NotFound);
        }

        if (dialect.Find(path.Resource, http.Request.Method) is not { } operation)
        {
            var allowed = dialect.MethodsOf(path.Resource);
            http.Response.Headers.Allow = allowed;
            return dialect.Error(http, NoSuchMethod(http.Request, allowed), StatusCodes.Status405MethodNotAllowed);
        }

        var limit = options.Value.MaxRequestBytes;
        return await BodyAsync(http, limit) is { } body
            ? await AnswerAsync(new RestCall(http, path, body), dialect, operation)
            : dialect.Error(
                http,
                A2AException.InvalidRequest($"The request is larger than {limit} bytes; send large content by URL."),
                StatusCodes.Status413PayloadTooLarge);
    }

    private async Task<IResult> AnswerAsync(RestCall call, IRestDialect dialect, RestOperation operation)
    {
        try
        {
            ServiceParameterRules.Check(call.Http, profile.Card);
            return await operation(call);
        }
        catch (A2AException error)
        {
            LogRefused(log, call.Http.Request.Method, call.Path.Resource, error.Code, error.Message);
            return dialect.Error(call.Http, error);
        }
        catch (Exception error) when (!call.Aborted.IsCancellationRequested)
        {
            LogFailed(log, call.Http.Request.Method, call.Path.Resource, error);
            return dialect.Error(call.Http, A2AException.InternalError(error));
        }
    }

    private static Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext http, int limit) => HttpMethods.IsPost(http.Request.Method)
        ? RequestBody.ReadAsync(http.Request, limit, http.RequestAborted)
        : Task.FromResult<ReadOnlyMemory<byte>?>(ReadOnlyMemory<byte>.Empty);

    private static A2AException NoSuchPath(HttpRequest request) => new(
        A2AErrorCode.MethodNotFound,
        $"There is nothing at '{Shorten(request.Path.Value)}'. This agent has /message:send, /message:stream, /tasks, /tasks/ID, /tasks/ID:cancel, " +
        "/tasks/ID:subscribe, /tasks/ID/pushNotificationConfigs, /tasks/ID/pushNotificationConfigs/ID and /extendedAgentCard, each also below /TENANT; that of 0.3 is below /v1. " +
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
