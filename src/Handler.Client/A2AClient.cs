using Handler.Client.Cards;
using Handler.Client.Http;
using Handler.Client.Retries;
using Handler.Client.Transports;
using Handler.Protocol;

namespace Handler.Client;

/// <summary>
/// Calls one agent, over JSON-RPC or REST: every operation of A2A 1.0, by its name in the specification. Agents of 0.3 and of the legacy dialect are
/// called in theirs, the latter over JSON-RPC, with the same methods and types. Safe to use from many threads.
/// <code>
/// using var agent = await A2AClient.ConnectAsync("https://agent.example", new A2AClientOptions { BearerToken = token });
///
/// // Ask, and be told of the task at a webhook of yours.
/// var answer = await agent.SendTextAsync("Write the report", configuration: new() { ReturnImmediately = true });
/// if (answer.Task is { } task &amp;&amp; await agent.SupportsPushNotificationsAsync())
/// {
///     await agent.SetPushConfigAsync(task.Id, "https://me.example/webhook", token: "a secret of this task");
/// }
///
/// // Or stay on the line.
/// await foreach (var update in agent.SendStreamingTextAsync("Write the report"))
/// {
///     Console.WriteLine(update.State is { } state ? state.DisplayName : update.ArtifactUpdate?.Artifact.Text);
/// }
/// </code>
/// </summary>
/// <remarks>
/// Every failure is an <see cref="A2AClientException"/>, whose <see cref="A2AClientException.Failure"/> says which; only the caller's own
/// cancellation is an <see cref="OperationCanceledException"/>. After a passing fault what reads, or comes to the same when it is done twice, is asked again
/// (<see cref="A2AClientOptions.Retries"/>); a message is sent again only where nothing of it went out. A stream that breaks is gone on with
/// (<see cref="A2AClientOptions.StreamReconnects"/>). <c>docs/client.md</c> has the table.
/// </remarks>
public sealed partial class A2AClient : IDisposable
{
    /// <summary>The id of a push config when none is given: setting it again replaces it.</summary>
    public const string DefaultPushConfigId = "default";

    private readonly AgentHttp _http;
    private readonly FallbackTransport _interfaces;
    private readonly RetryingTransport _agent;
    private AgentCard? _card;

    /// <summary>A client for an interface whose URL is known, of JSON-RPC unless the options say otherwise. The card is fetched only when it is needed.</summary>
    /// <param name="url">The URL of the interface, not of the card.</param>
    /// <param name="options">How to call; <c>null</c> = without credentials.</param>
    /// <param name="tenant">The interface's tenant, repeated in every request.</param>
    /// <exception cref="ArgumentException">The URL is no absolute http or https URL, or an option holds what cannot be sent.</exception>
    public A2AClient(string url, A2AClientOptions? options = null, string? tenant = null)
        : this(
            new AgentHttp(options ?? new A2AClientOptions()),
            [new ChosenInterface(AgentUrl.Parse(url), tenant, options?.Protocol ?? WireFormat.V1, BindingOf(options))],
            null)
    {
    }

    private A2AClient(AgentHttp http, IReadOnlyList<ChosenInterface> interfaces, AgentCard? card)
    {
        _http = http;
        _interfaces = new FallbackTransport(http, interfaces);
        _agent = new RetryingTransport(_interfaces, new RetryLoop(http.Options));
        _card = card;
    }

    /// <summary>Where requests go. This and the next three change when an interface cannot be called and another one of the card takes its place.</summary>
    public Uri Url => _interfaces.Current.Url;

    /// <summary>What is repeated in every request that names no tenant of its own (A2A 1.0, 4.4.6).</summary>
    public string? Tenant => _interfaces.Current.Tenant;

    /// <summary>The dialect that the agent is called in: what was asked for, else what its card says.</summary>
    public WireFormat Protocol => _interfaces.Current.Protocol;

    /// <summary>The binding that the agent is called by: <c>JSONRPC</c> or <c>HTTP+JSON</c>.</summary>
    public string Binding => _interfaces.Current.Binding;

    /// <summary>The bindings that an agent of a dialect can be called by.</summary>
    public static IReadOnlyList<string> BindingsOf(WireFormat protocol) => Dialects.BindingsOf(protocol);

    /// <summary>
    /// Fetches the agent's card and picks an interface on it: the first of A2A 1.0 over JSON-RPC or REST, else the first of 0.3; on a card of
    /// the legacy dialect its first. <see cref="A2AClientOptions.Protocol"/> and <see cref="A2AClientOptions.Binding"/> choose otherwise. One that turns out not
    /// to be callable at all gives way to the next that fits, for as long as the client lives; never one with TLS to one without.
    /// </summary>
    /// <param name="url">The agent's base URL, or the URL of its card (see <see cref="AgentCardResolver"/>).</param>
    /// <param name="options">How to call; <c>null</c> = without credentials.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ArgumentException">The URL is no absolute http or https URL, or an option holds what cannot be sent.</exception>
    /// <exception cref="A2AClientException">There is no card, or none of its interfaces fits.</exception>
    public static async Task<A2AClient> ConnectAsync(string url, A2AClientOptions? options = null, CancellationToken cancel = default)
    {
        var address = AgentUrl.Parse(url);
        var http = new AgentHttp(options ?? new A2AClientOptions());
        try
        {
            var found = await new CardFetcher(http).FetchAsync(address, cancel);
            return new A2AClient(http, Choose(new CardInHand(found.Card, found.Url, found.Protocol), http.Options), found.Card);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>A client for a card that is there already.</summary>
    /// <param name="card">
    /// The card; the first interface of A2A 1.0 over JSON-RPC or REST on it is called, else the first of 0.3. A card of the legacy dialect does not say so once it is told
    /// in 1.0: set <see cref="A2AClientOptions.Protocol"/>.
    /// </param>
    /// <param name="cardUrl">
    /// Where it came from: relative interface URLs are resolved against it, and an interface on <c>localhost</c> or <c>0.0.0.0</c> of a
    /// card from elsewhere is called at the card's own host. <c>null</c> = take the URLs as they are.
    /// </param>
    /// <param name="options">How to call; <c>null</c> = without credentials.</param>
    /// <exception cref="ArgumentException">An option holds what cannot be sent.</exception>
    /// <exception cref="A2AClientException">None of the card's interfaces fits; the message lists them.</exception>
    public static A2AClient FromCard(AgentCard card, Uri? cardUrl = null, A2AClientOptions? options = null)
    {
        var calling = options ?? new A2AClientOptions();
        var chosen = Choose(new CardInHand(card, cardUrl, WireFormat.V1), calling);
        return new A2AClient(new AgentHttp(calling), chosen, card);
    }

    /// <summary>The agent's public card: the one that the client was made from, else fetched once from below <see cref="Url"/>.</summary>
    /// <exception cref="A2AClientException">There is no card, or it cannot be read.</exception>
    public async Task<AgentCard> GetAgentCardAsync(CancellationToken cancel = default)
    {
        if (_card is null)
        {
            // Two callers at once fetch twice and keep either: the cards are alike.
            _card = (await new CardFetcher(_http).FetchAsync(Url, cancel)).Card;
        }

        return _card;
    }

    /// <summary>The card for callers who authenticated themselves (A2A 1.0, 3.1.11).</summary>
    /// <exception cref="A2AClientException">The agent refuses, or has none.</exception>
    public Task<AgentCard> GetExtendedAgentCardAsync(CancellationToken cancel = default) =>
        _agent.GetExtendedAgentCardAsync(new GetExtendedAgentCardRequest(), cancel);

    /// <summary>Disposes the HTTP client if it was made here; one that was given stays open.</summary>
    public void Dispose() => _http.Dispose();

    private static IReadOnlyList<ChosenInterface> Choose(CardInHand found, A2AClientOptions options) =>
        InterfaceChoice.Choose(found, options.Protocol, options.Binding is null ? null : BindingOf(options)) is { Count: > 0 } chosen
            ? chosen
            : throw A2AClientException.NoUsableInterface(new Call(CardFetcher.Operation, found.Url), found.Card);

    private static string BindingOf(A2AClientOptions? options)
    {
        var known = Dialects.BindingsOf(options?.Protocol ?? WireFormat.V1);
        return options?.Binding is not { } asked ? ProtocolBindings.JsonRpc
            : known.FirstOrDefault(binding => string.Equals(binding, asked, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"{nameof(A2AClientOptions)}.{nameof(A2AClientOptions.Binding)} is '{asked}'; this client calls agents of A2A " +
                $"{(options.Protocol ?? WireFormat.V1).DisplayName} by {string.Join(" or ", known)}.",
                nameof(options));
    }
}
