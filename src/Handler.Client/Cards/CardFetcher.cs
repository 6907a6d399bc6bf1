using System.Net;
using System.Text.Json;
using Handler.Client.Http;
using Handler.Client.Retries;
using Handler.Client.Transports;
using Handler.Protocol;

namespace Handler.Client.Cards;

/// <summary>Looks for a card at each place where it may be, and reads it.</summary>
internal sealed class CardFetcher(AgentHttp http)
{
    /// <summary>Named in errors; the specification has no operation for it.</summary>
    public const string Operation = "Agent card";

    private readonly RetryLoop _retries = new(http.Options);

    public async Task<ResolvedAgentCard> FetchAsync(Uri url, CancellationToken cancel)
    {
        var candidates = AgentUrl.CardCandidates(url, Dialects.CardPaths(http.Options.Protocol));
        foreach (var candidate in candidates)
        {
            if (await FetchFromAsync(candidate, cancel) is { } answer)
            {
                var (card, protocol) = Read(new Call(Operation, candidate), answer);
                return new ResolvedAgentCard(card, candidate) { Protocol = protocol };
            }
        }

        throw A2AClientException.CardNotFound(new Call(Operation, url), candidates);
    }

    /// <summary>The card's bytes, right or wrong, of this version or an older one.</summary>
    public async Task<FetchedAgentCard> FetchBytesAsync(Uri url, CancellationToken cancel)
    {
        var candidates = AgentUrl.CardCandidatesOfAllVersions(url);
        foreach (var candidate in candidates)
        {
            // What a page for people serves under the name that was given is no card, and would hide that there is none.
            if (await FetchFromAsync(candidate, cancel) is { } answer && (candidate != url || candidates is [_] || IsJson(answer)))
            {
                return new FetchedAgentCard(answer.Body, candidate);
            }
        }

        throw A2AClientException.CardNotFound(new Call(Operation, url), candidates);
    }

    private Task<HttpAnswer?> FetchFromAsync(Uri url, CancellationToken cancel) =>
        _retries.RunAsync(() => TryFetchAsync(url, cancel), RetryRules.MayPassWhereReached, cancel);

    /// <summary>The answer, or <c>null</c> where there is nothing and the next candidate may have it.</summary>
    private async Task<HttpAnswer?> TryFetchAsync(Uri url, CancellationToken cancel)
    {
        var call = new Call(Operation, url);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", A2AMediaTypes.Json);
        if (Dialects.VersionOf(http.Options.Protocol ?? WireFormat.V1) is { } version)
        {
            request.Headers.TryAddWithoutValidation(ServiceParameters.Version, version);
        }

        var answer = await http.ExchangeAsync(call, request, cancel);
        return answer switch
        {
            // Only "not here" goes on to the next place: a 500 or a page that is no card has to be heard of.
            { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed } => null,
            { IsSuccess: false } => throw A2AClientException.UnexpectedAnswer(call, answer, "an agent card"),
            _ => answer,
        };
    }

    private static bool IsJson(HttpAnswer answer) =>
        answer.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true || answer.Body is [(byte)'{', ..];

    private static (AgentCard Card, WireFormat Protocol) Read(Call call, HttpAnswer answer)
    {
        var protocol = Dialects.ProtocolOfCard(answer.Body);
        try
        {
            return (Dialects.ReadCard(answer.Body, protocol), protocol);
        }
        catch (JsonException notACard)
        {
            throw A2AClientException.NotACard(call, answer, protocol, notACard);
        }
    }
}
