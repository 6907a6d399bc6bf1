using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Server;

/// <summary>The options of an agent, beside its card. Checked when the host starts.</summary>
public sealed class A2AAgentOptions
{
    /// <summary>
    /// Where the agent is reached from outside, such as <c>https://agents.example/invoices</c>: what the URLs in its card begin with. Left
    /// out, they are taken from each request, so set it behind a proxy that does not pass on scheme and host.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Appends of text to one artifact within this time become one event; zero = each its own. 100 milliseconds by default, 10 seconds at
    /// most.
    /// </summary>
    public TimeSpan AppendWindow { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The largest request in bytes. 4 MB by default.</summary>
    public int MaxRequestBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Whether the agent streams. True by default; otherwise streaming is refused as UnsupportedOperation (A2A 1.0, 3.3.4).
    /// </summary>
    public bool Streaming { get; set; } = true;

    /// <summary>
    /// How long a stream is silent before a comment (<c>: keep-alive</c>) tells those in between that it lives; no client sees it. 15 seconds by default, 1 second
    /// to 1 hour; zero = never.
    /// </summary>
    public TimeSpan StreamKeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether <c>MapA2A</c> serves the REST binding (HTTP+JSON; A2A 1.0, 11) beside JSON-RPC, and the card names it. True by default.
    /// </summary>
    public bool Rest { get; set; } = true;

    /// <summary>
    /// Which release of the specification decides on the HTTP status of an error in REST. That of 1.0.0 by default; 1.0.1 answers most
    /// errors by 400.
    /// </summary>
    public ErrorRevision ErrorRevision { get; set; }

    /// <summary>
    /// False turns push notifications off although <c>AddPushNotifications</c> was called: the four operations and inline configs are
    /// refused as PushNotificationNotSupported. Without that call they are always refused.
    /// </summary>
    public bool PushNotifications { get; set; } = true;

    /// <summary>
    /// Whether parts of any media type are taken. False by default: a message with a part whose <c>mediaType</c> is not among the input modes of the card, or of one
    /// of its skills, is refused as ContentTypeNotSupported (A2A 1.0, 3.1.1). <c>image/*</c> and <c>*/*</c> are modes too; a part that names no media type is always taken.
    /// </summary>
    public bool AnyInputMode { get; set; }

    /// <summary>
    /// Whether a request for <c>/.well-known/agent-card.json</c> that names no <c>A2A-Version</c> gets the card of 0.3: for the clients of 0.3 that ask there and do
    /// not say so. False by default: it gets that of 1.0. A request that names a version gets that version's.
    /// </summary>
    public bool V03CardByDefault { get; set; }

    /// <summary>The card that GetExtendedAgentCard answers; null = none.</summary>
    public AgentCard? ExtendedCard { get; set; }
}
