using System.Globalization;
using Handler.Server.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Operations;

/// <summary>What stands before each operation: who may call, and how errors are told (RFC 9457).</summary>
internal sealed partial class OperationsFront(ILogger<OperationsFront> log)
{
    private const string ProblemType = "application/problem+json";

    /// <summary>The endpoint of an operation.</summary>
    public RequestDelegate Of(OperationsAccess access, Func<OperationsCall, Task<IResult>> operation) => async http =>
    {
        // What one operator sees is not for a cache.
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            var result = access.OperatorOf(http) is { } name ? await AnswerAsync(new OperationsCall(http, name), operation) : Refuse(http);
            await result.ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The operator is gone; an action that was begun is in the audit.
        }
    };

    private static async Task<IResult> AnswerAsync(OperationsCall call, Func<OperationsCall, Task<IResult>> operation)
    {
        try
        {
            return await operation(call);
        }
        catch (OperationsRefusal refusal)
        {
            return Problem(refusal.Status, refusal.Message);
        }
        catch (StoreUnavailableException unavailable)
        {
            call.Http.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return Problem(StatusCodes.Status503ServiceUnavailable, unavailable.Message);
        }
    }

    private static JsonHttpResult<ProblemView> Problem(int status, string detail) => TypedResults.Json(
        new ProblemView { Status = status, Title = TitleOf(status), Detail = detail },
        OperationsJson.Plain.ProblemView,
        ProblemType,
        status);

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request is not valid",
        StatusCodes.Status401Unauthorized => "Not authenticated",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Not possible as things stand",
        StatusCodes.Status415UnsupportedMediaType => "Not JSON",
        _ => "The store is not available",
    };

    private JsonHttpResult<ProblemView> Refuse(HttpContext http)
    {
        LogRefused(log, http.Request.Method, http.Request.Path, http.Connection.RemoteIpAddress?.ToString());
        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"operations\"";
        return Problem(
            StatusCodes.Status401Unauthorized,
            "The operations of this agent need the token that it was started with. Send 'Authorization: Bearer TOKEN'.");
    }

    [LoggerMessage(60, LogLevel.Warning, "A call of {Method} {Path} from {Address} was refused: it brought no valid token of operations.")]
    private static partial void LogRefused(ILogger log, string method, string path, string? address);
}
