using System.Net.Sockets;
using System.Security.Authentication;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>The one place where an exception of an exchange becomes an outcome. What it does not know is a defect of ours and goes on up.</summary>
internal static class AttemptClassifier
{
    /// <summary>
    /// What <paramref name="e"/> means, thrown before a status was known; null when it is not of the network's or the receiver's making.
    /// </summary>
    /// <param name="e">The exception.</param>
    /// <param name="isLate">Whether the attempt's deadline has passed.</param>
    /// <param name="options">The times to name.</param>
    public static AttemptFailure? Classify(Exception e, bool isLate, PushOptions options)
    {
        if (Find<EgressForbiddenException>(e) is { } forbidden)
        {
            return new AttemptFailure(AttemptOutcome.AddressForbidden, forbidden.Message, forbidden.UrlForbidden);
        }

        if (isLate)
        {
            return new AttemptFailure(
                AttemptOutcome.DeadlineExceeded, $"No answer within {options.AttemptTimeout.TotalSeconds:0.###} s (Push.AttemptTimeout).");
        }

        return e switch
        {
            OperationCanceledException => new AttemptFailure(
                AttemptOutcome.NotConnected, $"No connection within {options.ConnectTimeout.TotalSeconds:0.###} s (Push.ConnectTimeout)."),
            HttpRequestException http => OfHttp(http),
            IOException or SocketException => new AttemptFailure(AttemptOutcome.ConnectionBroken, Innermost(e)),
            NotSupportedException or InvalidOperationException and not ObjectDisposedException or FormatException =>
                new AttemptFailure(AttemptOutcome.RequestInvalid, $"The request cannot be made: {e.Message}"),
            _ => null,
        };
    }

    /// <summary>What an answer without success says to people.</summary>
    public static string DescribeStatus(int status) =>
        status switch
        {
            >= 300 and < 400 => $"The webhook answered {status}; redirects are not followed.",
            410 => "The webhook answered 410: it wants no more notifications of this config.",
            _ => $"The webhook answered {status}.",
        };

    /// <summary>What an attempt says to people that ended before its time because too many were slow.</summary>
    public static string DescribeCut(TimeSpan after, PushOptions options) =>
        $"No answer within {after.TotalSeconds:0.###} s, and ended before its time: of the slow attempts it was the oldest, and there were more than " +
        $"{options.MaxSlowInFlight} (Push.MaxSlowInFlight), or others waited for the memory that it held (Push.MaxMemoryBytes).";

    private static AttemptFailure? OfHttp(HttpRequestException e) =>
        e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new AttemptFailure(AttemptOutcome.NameNotResolved, Innermost(e)),
            HttpRequestError.ConnectionError => OfConnection(e),
            HttpRequestError.SecureConnectionError => new AttemptFailure(AttemptOutcome.TlsFailed, Innermost(e)),
            HttpRequestError.HttpProtocolError or HttpRequestError.ResponseEnded =>
                new AttemptFailure(AttemptOutcome.ConnectionBroken, Innermost(e)),
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.VersionNegotiationError
                or HttpRequestError.ExtendedConnectNotSupported => new AttemptFailure(AttemptOutcome.AnswerInvalid, Innermost(e)),
            _ => OfCause(e),
        };

    private static AttemptFailure OfConnection(HttpRequestException e) =>
        Find<SocketException>(e)?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
                new AttemptFailure(AttemptOutcome.NameNotResolved, Innermost(e)),
            _ => new AttemptFailure(AttemptOutcome.NotConnected, Innermost(e)),
        };

    private static AttemptFailure OfCause(HttpRequestException e) =>
        e.InnerException switch
        {
            AuthenticationException => new AttemptFailure(AttemptOutcome.TlsFailed, Innermost(e)),
            IOException or SocketException => new AttemptFailure(AttemptOutcome.ConnectionBroken, Innermost(e)),
            null => new AttemptFailure(AttemptOutcome.RequestInvalid, e.Message),
            _ => new AttemptFailure(AttemptOutcome.ConnectionBroken, Innermost(e)),
        };

    private static T? Find<T>(Exception e)
        where T : Exception
    {
        for (var at = e; at is not null; at = at.InnerException)
        {
            if (at is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Innermost(Exception e) => e.GetBaseException().Message;
}
