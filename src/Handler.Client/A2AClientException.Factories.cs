using System.Net;
using System.Text.Json;
using Handler.Client.Http;
using Handler.Client.Retries;
using Handler.Client.Transports;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Client;

public sealed partial class A2AClientException
{
    internal static A2AClientException Unreachable(Call call, Exception cause) =>
        new(A2AClientFailure.Unreachable, call, $"no answer came: {Sentence(ReasonOf(cause))} Check the URL, and that the agent runs.", cause)
        {
            IsUnsent = RetryRules.IsBeforeTheRequest(cause),
        };

    /// <summary>No interface of the card can be called.</summary>
    internal static A2AClientException NoInterfaceAnswers(IReadOnlyList<A2AClientException> tried) =>
        new(tried[0], $"none of the {tried.Count} interfaces of the agent's card that this client " +
            $"speaks can be called. {string.Join(' ', tried.Select(one => Sentence(one.Message)))}")
        {
            Tried = tried,
            IsUnsent = tried.All(one => one.IsUnsent),
        };

    /// <summary>A stream broke, and going on with it failed too.</summary>
    internal static A2AClientException NotResumed(Call call, A2AClientException last, int attempts) =>
        new(A2AClientFailure.StreamBroken, call, "the stream ended before its task did, and " +
            $"{(attempts == 1 ? "1 attempt" : $"{attempts} attempts")} to go on with it failed. {call.Progress.Advice()} At last: {last.Message}", last)
        {
            HttpStatus = last.HttpStatus,
            RetryAfter = last.RetryAfter,
        };

    internal static A2AClientException TimedOut(Call call, TimeSpan limit, Exception cause) =>
        new(A2AClientFailure.TimedOut, call, $"no answer came within {Seconds(limit)}. Raise {nameof(A2AClientOptions)}." +
            $"{nameof(A2AClientOptions.Timeout)}, or ask for an immediate return where the operation waits for its task.", cause);

    internal static A2AClientException TimedOutByHttpClient(Call call, Exception cause) =>
        new(A2AClientFailure.TimedOut, call, "the HttpClient that was given ended the request. Raise its Timeout.", cause);

    internal static A2AClientException Silent(Call call, TimeSpan limit, Exception cause) =>
        new(A2AClientFailure.TimedOut, call, $"the stream was silent for {Seconds(limit)}. {call.Progress.Advice()}", cause);

    internal static A2AClientException StreamBroken(Call call, Exception? cause = null) =>
        new(A2AClientFailure.StreamBroken, call, $"the stream ended before its task did" +
            $"{(cause is null ? "" : $" ({cause.Message.TrimEnd('.')})")}. {call.Progress.Advice()}", cause);

    internal static A2AClientException Unauthorized(Call call, HttpAnswer answer) =>
        new(A2AClientFailure.Unauthorized, call, $"the agent refused with {Status(answer.Status)}" +
            $"{(answer.Challenge is null ? "" : $" ({answer.Challenge})")}. " + (answer.Status == HttpStatusCode.Unauthorized
                ? $"Set {nameof(A2AClientOptions.BearerToken)} or {nameof(A2AClientOptions.ApiKey)} as the agent's card asks."
                : "The credentials given may not do this."))
        {
            HttpStatus = answer.Status,
        };

    internal static A2AClientException CardNotFound(Call call, IEnumerable<Uri> tried) =>
        new(A2AClientFailure.CardNotFound, call, $"there is no agent card. Tried {string.Join(", ", tried.Select(Call.Shown))}. " +
            "Give the agent's base URL, or the card's own, which ends in .json.");

    internal static A2AClientException ForeignOrigin(Call call, Uri origin) =>
        new(A2AClientFailure.ForeignOrigin, call, $"the credentials are for {Call.Shown(origin)} only, and this is another origin; nothing was " +
            $"sent. If it may have them, leave {nameof(A2AClientOptions)}.{nameof(A2AClientOptions.CredentialOrigin)} out.");

    internal static A2AClientException NotACard(Call call, HttpAnswer answer, WireFormat protocol, JsonException fault) =>
        new(A2AClientFailure.ProtocolError, call,
            $"this is no A2A {protocol.DisplayName} agent card: {fault.Message} " +
            $"Give an agent's base URL, or its card's own, which ends in .json. What answered begins: {Excerpt.Of(answer.Body)}", fault)
        {
            HttpStatus = answer.Status,
        };

    internal static A2AClientException NoUsableInterface(Call call, AgentCard card) =>
        new(A2AClientFailure.NoUsableInterface, call, $"the agent '{card.Name}' offers no interface that this client speaks " +
            $"({ProtocolBindings.JsonRpc} or {ProtocolBindings.HttpJson}, " +
            $"{string.Join(" or ", Dialects.OfCard(WireFormat.V1).Select(protocol => protocol.DisplayName))}, over http or https); " +
            "it offers " +
            $"{string.Join(", ", card.SupportedInterfaces.Select(Offer))}.");

    internal static A2AClientException UnexpectedAnswer(Call call, HttpAnswer answer, string expected) =>
        new(A2AClientFailure.ProtocolError, call, answer.Location is { } location && (int)answer.Status is >= 300 and < 400
            ? $"the agent redirects to {location} ({Status(answer.Status)}); redirects are not followed, so use that URL."
            : $"the answer is {Status(answer.Status)} ({answer.MediaType ?? "no content type"}), not {expected}: {Excerpt.Of(answer.Body)}")
        {
            HttpStatus = answer.Status,
            RetryAfter = answer.RetryAfter,
        };

    internal static A2AClientException UnfitAnswer(Call call, string what, Exception? cause = null) =>
        new(A2AClientFailure.ProtocolError, call, what, cause);

    internal static A2AClientException TooLarge(Call call, int limit, Exception cause) =>
        new(A2AClientFailure.ProtocolError, call, $"the answer is longer than {limit:N0} bytes. If that is expected, raise " +
            $"{nameof(A2AClientOptions)}.{nameof(A2AClientOptions.MaxResponseBytes)}.", cause);

    internal static A2AClientException NoPushConfig(Call call, string taskId, IReadOnlyList<string> ids) =>
        new(A2AClientFailure.NoPushConfig, call, ids.Count == 0
            ? $"task '{taskId}' has no push config. Set one with {nameof(A2AClient.SetPushConfigAsync)}."
            : $"task '{taskId}' has {ids.Count} push configs and none is called '{A2AClient.DefaultPushConfigId}'; name one of " +
              $"{string.Join(", ", ids)}.");

    internal static A2AClientException NotInProtocol(Call call, WireFormat protocol, string advice) =>
        new(A2AClientFailure.NotInProtocol, call, $"A2A {protocol.DisplayName}, which this agent is called in, has no such operation. {advice}");

    /// <summary>The agent's error.</summary>
    /// <param name="call">What was asked.</param>
    /// <param name="error">What the agent says.</param>
    /// <param name="answer">The answer that it came with; <c>null</c> in the middle of a stream.</param>
    internal static A2AClientException AgentError(Call call, JsonRpcError error, HttpAnswer? answer = null)
    {
        var code = (A2AErrorCode)error.Code;
        var row = Enum.IsDefined(code) ? A2AErrors.Find(code) : null;
        var details = error.Details();
        var reason = details.Select(detail => detail.Reason).FirstOrDefault(given => given is not null) ?? row?.Reason;
        return new(A2AClientFailure.AgentError, call, $"the agent answered {row?.Name ?? "error"} ({error.Code}" +
            $"{(reason is null ? "" : $", {reason}")}): {error.Message ?? "(no message)"}")
        {
            HttpStatus = answer?.Status,
            RetryAfter = answer?.RetryAfter,
            ErrorCode = code,
            ErrorName = row?.Name,
            Reason = reason,
            AgentMessage = error.Message,
            Details = details,
            ErrorData = error.Data,
        };
    }

    /// <summary>In a dialect where a message and its push config go one after the other, the message was taken and its config was not.</summary>
    internal static A2AClientException ConfigNotSet(A2AClientException failed, string taskId) =>
        new(failed, $"the message was taken, as task '{taskId}', and its push config was not set: {failed.Message}")
        {
            TaskId = taskId,
            IsHalfDone = true,
        };

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds:0.###} s";

    // That TLS failed is told by one exception, and why by the next.
    private static string ReasonOf(Exception cause) =>
        cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: { } tls }
            ? $"TLS failed: {tls.Message}"
            : cause.Message;

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static string Status(HttpStatusCode status) => $"HTTP {(int)status} {status}";

    private static string Offer(AgentInterface offer) => $"{offer.ProtocolBinding} {offer.ProtocolVersion} at {offer.Url}";
}
