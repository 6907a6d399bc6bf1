using Handler.Protocol;

namespace Handler.Client;

/// <summary>How an <see cref="A2AClient"/> calls its agent. Read once, when the client is made.</summary>
public sealed class A2AClientOptions
{
    /// <summary>
    /// The dialect to speak. <c>null</c> = what the card says: 1.0 where an interface of it speaks that, else 0.3, and the legacy dialect for a card from
    /// <c>/agentCard</c>; 1.0 where no card is read. What is asked and answered is of 1.0 in any case; <c>docs/dialects.md</c> says what the others leave out.
    /// </summary>
    public WireFormat? Protocol { get; init; }

    /// <summary>
    /// The binding to call the agent by: <c>JSONRPC</c> or, in 1.0 and 0.3, <c>HTTP+JSON</c> (see <see cref="ProtocolBindings"/>). <c>null</c> = that of the first
    /// interface on the card that can be called; JSON-RPC where no card is read.
    /// </summary>
    public string? Binding { get; init; }

    /// <summary>Sent as <c>Authorization: Bearer …</c>. A secret.</summary>
    public string? BearerToken { get; init; }

    /// <summary>Sent in the header <see cref="ApiKeyHeader"/>. A secret.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The header of <see cref="ApiKey"/>; <c>X-API-Key</c> unless the agent's card names another.</summary>
    public string ApiKeyHeader { get; init; } = "X-API-Key";

    /// <summary>
    /// The only origin (scheme, host and port) that <see cref="BearerToken"/> and <see cref="ApiKey"/> are sent to: a card that leads to
    /// another is <see cref="A2AClientFailure.ForeignOrigin"/>. <c>null</c> = wherever the card leads.
    /// </summary>
    public Uri? CredentialOrigin { get; init; }

    /// <summary>Sent with every request, the one for the card among them. Headers of the content and <c>A2A-Version</c> are refused.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>URIs of the extensions that the client wants, sent as <c>A2A-Extensions</c> (A2A 1.0, 3.2.6).</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>
    /// For a whole request and its answer, or for a stream until it begins, each time that one is asked for; 100 s. A blocking SendMessage waits for its task, so give it
    /// the time that the task may take, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a stream may bring no byte, keep-alive comments counted; unlimited by default.</summary>
    public TimeSpan StreamSilence { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How often a call is made again after a passing fault: no connection, a connection that broke, HTTP 429, 502, 503 or 504; 3, and 0 = never. What changes
    /// something each time it is done (a message, a push config without an id) is asked again only where nothing of the request was sent.
    /// </summary>
    public int Retries { get; init; } = 3;

    /// <summary>
    /// How often in a row a stream that breaks before its task's end is gone on with, when nothing new comes of it; 5, and 0 = never: the first break is
    /// <see cref="A2AClientFailure.StreamBroken"/>.
    /// </summary>
    public int StreamReconnects { get; init; } = 5;

    /// <summary>
    /// The longest wait before a call is made again; 30 s. Waits begin at half a second and double, with jitter; <c>Retry-After</c> holds where it is longer, and
    /// where it asks for more than this the failure is told at once.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes of one answer, or of one event of a stream; 16 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// What requests are sent through; it stays the caller's, and its own timeout and redirects hold as well. <c>null</c> = the client
    /// makes one, which follows no redirects and is disposed with the client.
    /// </summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>Tells the time for <see cref="Timeout"/>, <see cref="StreamSilence"/> and the waits before a call is made again.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The jitter of waits: gives numbers from 0 to 1.</summary>
    public Func<double> NextRandom { get; init; } = Random.Shared.NextDouble;

    /// <summary>Makes the ids of messages that the client composes; UUIDs by default.</summary>
    public Func<string> NewMessageId { get; init; } = () => Guid.NewGuid().ToString();
}
