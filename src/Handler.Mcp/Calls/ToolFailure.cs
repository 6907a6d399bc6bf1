using System.Net;
using Handler.Client;
using Handler.Client.Profiles;
using Handler.Protocol.Errors;

namespace Handler.Mcp.Calls;

/// <summary>What a model is told of a failure: what was wrong, and which tool or parameter helps. Pure.</summary>
internal static class ToolFailure
{
    public static string TextOf(Exception error) => error switch
    {
        ToolException or ProfileException => error.Message,
        A2AClientException refused => TextOf(refused),
        ArgumentException wrong => WithoutParameter(wrong),
        IOException or UnauthorizedAccessException => error.Message,
        _ => $"A defect of handler: {error.GetType().Name}: {error.Message} Tell the user; trying again will not help.",
    };

    /// <summary>Anything else than the failures that are told of above is a defect, for the log as well.</summary>
    public static bool IsDefect(Exception error) => error is not (ToolException or ProfileException or A2AClientException
        or ArgumentException or IOException or UnauthorizedAccessException);

    private static string TextOf(A2AClientException error) => error.Failure switch
    {
        A2AClientFailure.Unreachable =>
            $"No agent answers at {Where(error)}: {Sentence(Cause(error))} Check agent_url, and that the agent runs.",
        A2AClientFailure.TimedOut =>
            $"{Where(error)} did not answer {error.Operation} in time. The agent may be busy or may hang; try again later. " +
            "If this was send_message, look with get_task first whether the task was begun.",
        A2AClientFailure.Unauthorized => Unauthorized(error),
        A2AClientFailure.CardNotFound =>
            $"There is no agent at {Where(error)}: something answers, but has no agent card. " +
            "Give the agent's base URL, or the card's own, which ends in .json.",
        A2AClientFailure.StreamBroken => $"The stream from {Where(error)} ended before the task did. Look at the task with get_task.",
        A2AClientFailure.ForeignOrigin =>
            $"The agent's card leads to {Where(error)}, another origin than the one that credentials are saved for; they were not sent. " +
            "Ask the user whether it may have them, and if so pass them as bearer_token or api_key.",
        A2AClientFailure.NoPushConfig =>
            $"{AfterColon(error.Message)} Name one with config_id, or set one with set_task_notification.",
        A2AClientFailure.AgentError => AgentError(error),
        _ => error.Message,
    };

    private static string Unauthorized(A2AClientException error) => error.HttpStatus == HttpStatusCode.Forbidden
        ? $"{Where(error)} refused (HTTP 403): the credentials may not do this. Ask the user for others; pass them as bearer_token or api_key."
        : $"{Where(error)} refused (HTTP 401): credentials are missing or wrong. Ask the user for a token and pass it as bearer_token or api_key, " +
            "or save it with set_agent_credentials.";

    private static string AgentError(A2AClientException error)
    {
        var name = $"{error.ErrorName ?? "error"} {(int?)error.ErrorCode}";
        var said = $"The agent refused {error.Operation} ({name}): {Sentence(error.AgentMessage)}";
        return Advice(error.ErrorCode) is { } advice ? $"{said} {advice}" : said;
    }

    private static string? Advice(A2AErrorCode? code) => code switch
    {
        A2AErrorCode.TaskNotFound => "Give the task_id that send_message returned, with the agent_url that it was sent to.",
        A2AErrorCode.TaskNotCancelable => "It has ended already; get_task tells how.",
        A2AErrorCode.PushNotificationNotSupported => "Ask for the task's state with get_task instead.",
        A2AErrorCode.UnsupportedOperation => "If the task has ended, begin another: leave task_id out and keep context_id.",
        _ => null,
    };

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

    /// <summary>What happened, without the operation and the library's advice, which names C# members.</summary>
    private static string AfterColon(string message)
    {
        var what = message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        var advice = what.IndexOf(" Set one with", StringComparison.Ordinal);
        return Sentence(char.ToUpperInvariant(what[0]) + (advice < 0 ? what[1..] : what[1..advice]));
    }

    /// <summary>The message without the name of a C# parameter, which .NET appends.</summary>
    private static string WithoutParameter(ArgumentException wrong)
    {
        var end = wrong.ParamName is null ? -1 : wrong.Message.LastIndexOf($" (Parameter '{wrong.ParamName}')", StringComparison.Ordinal);
        return end < 0 ? wrong.Message : wrong.Message[..end];
    }
}
