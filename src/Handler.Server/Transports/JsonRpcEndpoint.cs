using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Server.Transports;

/// <summary>
/// JSON-RPC 2.0 at one path (A2A 1.0, 9). Answers, errors too, are HTTP 200 with a response object; what is no JSON-RPC at all (another
/// content type: 415, too large: 413) has an error object in the body as well. A call without an id is carried out and answered by 204; when it
/// is refused its caller is told, with the id <c>null</c>, for no method of A2A is a notification and who leaves the id out has made a mistake.
/// Lists of calls are refused.
/// </summary>
internal sealed partial class JsonRpcEndpoint(
    JsonRpcRouter router, AgentProfile profile, IOptions<A2AAgentOptions> options, ILogger<JsonRpcEndpoint> log)
{
    /// <summary>The endpoint's name, by which the card finds its path.</summary>
    public const string Name = "Handler.A2A.JsonRpc";

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            var result = await AnswerAsync(http);
            await result.ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; what it began goes on.
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        if (!JsonContentType.Is(http.Request.ContentType))
        {
            return Refuse(http, StatusCodes.Status415UnsupportedMediaType, JsonContentType.Refusal(http.Request.ContentType));
        }

        var limit = options.Value.MaxRequestBytes;
        if (await RequestBody.ReadAsync(http.Request, limit, http.RequestAborted) is not { } body)
        {
            return Refuse(
                http,
                StatusCodes.Status413PayloadTooLarge,
                A2AException.InvalidRequest($"The request is larger than {limit} bytes; send large content by URL."));
        }

        var outcome = JsonRpcRequest.Read(body.Span);
        return outcome.IsAccepted
            ? await AnswerAsync(http, outcome.Request)
            : JsonRpcAnswers.Json(router.DialectOf(http.Request).Error(outcome.Id, outcome.Fault));
    }

    private async Task<IResult> AnswerAsync(HttpContext http, JsonRpcRequest request)
    {
        var dialect = router.DialectOf(http.Request);
        try
        {
            dialect = await router.DialectOfAsync(http, request);
            var answer = await InvokeAsync(new JsonRpcCall(http, request, dialect));
            return IsWithoutId(request) ? TypedResults.NoContent() : answer;
        }
        catch (A2AException error)
        {
            LogRefused(log, request.Method, error.Code, error.Message);
            return Refuse(dialect, request, error);
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(log, request.Method, error);
            return Refuse(dialect, request, A2AException.InternalError(error));
        }
    }

    private static bool IsWithoutId(JsonRpcRequest request) => request.Id.Kind == JsonRpcIdKind.Absent;

    private Task<IResult> InvokeAsync(JsonRpcCall call)
    {
        // The legacy dialect has nothing of our extension, so it is never active there.
        var effective = call.Dialect.Format == WireFormat.Legacy ? PushDeliveryCard.Without(profile.Card) : profile.Card;
        ServiceParameterRules.Check(call.Http, profile.Card, effective);
        return call.Dialect.Methods.TryGetValue(call.Request.Method, out var method)
            ? method(call)
            : throw A2AException.MethodNotFound(call.Request.Method, call.Dialect.Names);
    }

    private static IResult Refuse(IJsonRpcDialect dialect, JsonRpcRequest request, A2AException error)
    {
        var told = dialect.Error(request.Id, error);
        return dialect.StreamsErrors(request.Method) ? JsonRpcStreams.Error(told) : JsonRpcAnswers.Json(told);
    }

    private IResult Refuse(HttpContext http, int status, A2AException error) =>
        JsonRpcAnswers.Json(router.DialectOf(http.Request).Error(JsonRpcId.Null, error), status);

    [LoggerMessage(41, LogLevel.Debug, "{Method} was refused as {Code}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string method, A2AErrorCode code, string reason);

    [LoggerMessage(42, LogLevel.Error, "{Method} failed; the client is told of an internal error.")]
    private static partial void LogFailed(ILogger logger, string method, Exception error);
}
