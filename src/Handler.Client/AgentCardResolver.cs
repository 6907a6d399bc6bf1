using Handler.Client.Cards;
using Handler.Client.Http;

namespace Handler.Client;

/// <summary>
/// Finds and reads agent cards (A2A 1.0, 8.2): at <c>/.well-known/agent-card.json</c> below a base URL, then below the root of its host, then where older
/// dialects have it (<c>/.well-known/agent.json</c>, <c>/agentCard</c>); with <see cref="A2AClientOptions.Protocol"/> set to the legacy one the other way
/// round. A URL that ends in <c>.json</c> or <c>/agentCard</c> is taken as the card's own.
/// </summary>
public sealed class AgentCardResolver : IDisposable
{
    private readonly AgentHttp _http;

    /// <summary>A resolver; headers, time limit, size limit and <see cref="HttpClient"/> are those of the options.</summary>
    /// <exception cref="ArgumentException">An option holds what cannot be sent.</exception>
    public AgentCardResolver(A2AClientOptions? options = null) => _http = new AgentHttp(options ?? new A2AClientOptions());

    /// <summary>Fetches the card of the agent at <paramref name="url"/>.</summary>
    /// <param name="url">A base URL such as <c>https://agent.example</c>, or the card's own URL.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ArgumentException">It is no absolute http or https URL.</exception>
    /// <exception cref="A2AClientException">
    /// Nothing answers there, there is no card (the message lists what was tried), or what is there is no card of 1.0, 0.3 or the legacy dialect.
    /// </exception>
    public Task<ResolvedAgentCard> ResolveAsync(string url, CancellationToken cancel = default) =>
        new CardFetcher(_http).FetchAsync(AgentUrl.Parse(url), cancel);

    /// <summary>
    /// Fetches what is served as the card of the agent at <paramref name="url"/>, right or wrong. Where there is none by its name of today, those of older
    /// versions are tried, and at last the URL itself, if what it serves is JSON.
    /// </summary>
    /// <param name="url">A base URL such as <c>https://agent.example</c>, or the card's own URL.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ArgumentException">It is no absolute http or https URL.</exception>
    /// <exception cref="A2AClientException">Nothing answers there, or nothing with a card; the message lists what was tried.</exception>
    public Task<FetchedAgentCard> FetchAsync(string url, CancellationToken cancel = default) =>
        new CardFetcher(_http).FetchBytesAsync(AgentUrl.Parse(url), cancel);

    /// <summary>Disposes the HTTP client if it was made here; one that was given stays open.</summary>
    public void Dispose() => _http.Dispose();
}
