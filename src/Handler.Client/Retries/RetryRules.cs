using System.Net;
using Handler.Protocol.Errors;

namespace Handler.Client.Retries;

/// <summary>What a failure leaves open: whether the agent may have done what it was asked, and whether asking again may help. Pure.</summary>
internal static class RetryRules
{
    /// <summary>Not a byte of the request left: any operation may be asked again.</summary>
    public static bool IsUnsent(A2AClientException error) => error.IsUnsent;

    /// <summary>
    /// A passing fault, by what HTTP says: asking again may help. For operations whose repetition changes nothing, since the agent may have done it the first
    /// time.
    /// </summary>
    public static bool MayPass(A2AClientException error) => !error.IsHalfDone && (error.Failure == A2AClientFailure.Unreachable
        || (error.Failure is A2AClientFailure.ProtocolError or A2AClientFailure.AgentError && IsPassing(error.HttpStatus)));

    /// <summary>A passing fault of what answered; a place where nothing answers is more likely the wrong one.</summary>
    public static bool MayPassWhereReached(A2AClientException error) => MayPass(error) && !error.IsUnsent;

    /// <summary>The interface cannot be called at all, and nothing can have been carried out: another one of the card may be asked.</summary>
    public static bool IsForAnother(A2AClientException error) => !error.IsHalfDone && error.Failure switch
    {
        A2AClientFailure.Unreachable => error.IsUnsent,
        A2AClientFailure.ForeignOrigin => true,
        A2AClientFailure.ProtocolError => error.HttpStatus is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented,
        // Dialects without a number for it give its reason.
        A2AClientFailure.AgentError => error.ErrorCode == A2AErrorCode.VersionNotSupported || error.Reason == VersionNotSupported,
        _ => false,
    };

    /// <summary>Failures before the first byte, by what the HTTP client says of them.</summary>
    public static bool IsBeforeTheRequest(Exception broken) => broken is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private static string VersionNotSupported => A2AErrors.Find(A2AErrorCode.VersionNotSupported).Reason;

    private static bool IsPassing(HttpStatusCode? status) => status is HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
