using System.Net;
using Handler.Client;
using Handler.Protocol.Errors;

namespace Handler.Cli.Failures;

/// <summary>What a failed call to an agent is to somebody at a command line: the library's own words name C# members. Pure.</summary>
internal static class ClientFailureMapper
{
    public static Failure Map(A2AClientException error) => error.Failure switch
    {
        A2AClientFailure.Unreachable => new(
            ExitCode.Unreachable,
            $"No agent answers at {Where(error)}: {Sentence(Cause(error))} Check the URL, and that the agent runs."),
        A2AClientFailure.TimedOut => new(
            ExitCode.TimedOut,
            $"{Where(error)} did not answer {error.Operation} in time. Give it more with --timeout, such as --timeout 2m."),
        A2AClientFailure.Unauthorized => new(ExitCode.Unauthenticated, Unauthorized(error)),
        A2AClientFailure.CardNotFound => new(
            ExitCode.Unreachable,
            $"There is no agent at {Where(error)}: something answers, but has no agent card. " +
            "Give the agent's base URL, or the card's own, which ends in .json."),
        A2AClientFailure.StreamBroken => new(
            ExitCode.Unreachable,
            $"The stream from {Where(error)} ended before the task did. Look at the task with handler task get."),
        A2AClientFailure.ForeignOrigin => new(
            ExitCode.Unauthenticated,
            $"The agent's card leads to {Where(error)}, another origin than the one that credentials are saved for; they were not sent. " +
            "If it may have them, give them with --bearer or --api-key."),
        A2AClientFailure.AgentError => new(ExitCode.Refused, AgentError(error)),
        A2AClientFailure.ProtocolError when IsGateway(error.HttpStatus) => new(ExitCode.Unreachable, error.Message),
        _ => new(ExitCode.Refused, error.Message),
    };

    private static string Unauthorized(A2AClientException error) => error.HttpStatus == HttpStatusCode.Forbidden
        ? $"{Where(error)} refused (HTTP 403): the credentials that were given may not do this. Give others with --bearer or --api-key."
        : $"{Where(error)} refused (HTTP 401): credentials are missing or wrong. " +
            "Give --bearer TOKEN or --api-key KEY, as the agent's card asks, or save them with handler auth set.";

    private static string AgentError(A2AClientException error)
    {
        var name = $"{error.ErrorName ?? "error"} {(int?)error.ErrorCode}";
        var said = $"The agent refused {error.Operation} ({name}): {Sentence(error.AgentMessage)}";
        return Advice(error.ErrorCode) is { } advice ? $"{said} {advice}" : said;
    }

    private static string? Advice(A2AErrorCode? code) => code switch
    {
        A2AErrorCode.TaskNotFound => "What handler message send printed as Task ID goes with --task-id.",
        A2AErrorCode.PushNotificationNotSupported => "Ask for the task's state instead: handler task get.",
        _ => null,
    };

    private static bool IsGateway(HttpStatusCode? status) =>
        status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Without user and query, which may hold secrets.</summary>
    private static string Where(A2AClientException error) => error.Url is { IsAbsoluteUri: true } url
        ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')
        : "the agent";

    // That TLS failed is told by one exception, and why by the next.
    private static string? Cause(A2AClientException error) => error.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: { } tls,
    } ? $"TLS failed (is it an https URL that should be http?): {tls.Message}" : error.InnerException?.Message;

    private static string Sentence(string? text) =>
        string.IsNullOrEmpty(text) ? "no reason given." : text.EndsWith('.') ? text : text + ".";
}
