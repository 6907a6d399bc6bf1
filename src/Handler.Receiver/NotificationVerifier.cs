using Handler.Protocol.Webhooks;
using Handler.Receiver.Inbox;
using Microsoft.AspNetCore.Http;

namespace Handler.Receiver;

/// <summary>Decides from the headers alone whether a push is let in: before its body is read, and long before it is parsed. Pure.</summary>
internal static class NotificationVerifier
{
    /// <summary>Compares the tokens that came, under either name, with those that are accepted; one that fits is enough.</summary>
    public static VerificationOutcome Verify(IHeaderDictionary headers, AcceptOptions accept)
    {
        // Senders differ (A2A leaves the header open since 1.0.1): Python, JS and Java spell it X-A2A-, Go and Rust A2A-.
        string?[] came = [.. headers[WebhookHeaders.NotificationToken], .. headers[WebhookHeaders.NotificationTokenAlias]];
        var present = came.Any(token => !string.IsNullOrEmpty(token));
        return accept.Tokens.IsEmpty
            ? present ? VerificationOutcome.Unchecked : VerificationOutcome.Open
            : !present ? VerificationOutcome.TokenMissing
            // Aggregate and not Any: each is compared, whichever fits.
            : came.Aggregate(false, (found, token) => accept.Tokens.Contains(token) || found) ? VerificationOutcome.Verified
            : VerificationOutcome.TokenWrong;
    }

    /// <summary>The answer's status, as far as it follows from the headers.</summary>
    public static int StatusCode(VerificationOutcome outcome) =>
        outcome is VerificationOutcome.TokenMissing or VerificationOutcome.TokenWrong
            ? StatusCodes.Status401Unauthorized
            : StatusCodes.Status200OK;

    /// <summary>What is kept of it beside the push.</summary>
    public static TokenState TokenState(VerificationOutcome outcome) => outcome switch
    {
        VerificationOutcome.Verified => Inbox.TokenState.Verified,
        VerificationOutcome.Unchecked => Inbox.TokenState.Present,
        _ => Inbox.TokenState.None,
    };
}
