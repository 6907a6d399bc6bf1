using System.Net;
using System.Text.Json;
using Handler.Client.Http;
using Handler.Protocol;

namespace Handler.Client.Cards;

/// <summary>Looks for a card at each place where it may be, and reads it.</summary>
internal sealed class CardFetcher(AgentHttp http)
{
    /// <summary>Named in errors; the specification has no operation for it.</summary>
    public const string Operation = "Agent card";

    public async Task<ResolvedAgentCard> FetchAsync(Uri url, CancellationToken cancel)
    {
        var candidates = AgentUrl.CardCandidates(url);
        foreach (var candidate in candidates)
        {
            if (await TryFetchAsync(new Call(Operation, candidate), candidate, cancel) is { } card)
            {
                return new ResolvedAgentCard(card, candidate);
            }
        }

        throw A2AClientException.CardNotFound(new Call(Operation, url), candidates);
    }

    /// <summary>The card, or <c>null</c> where there is nothing and the next candidate may have it.</summary>
    private async Task<AgentCard?> TryFetchAsync(Call call, Uri url, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", A2AMediaTypes.Json);
        var answer = await http.ExchangeAsync(call, request, cancel);
        return answer switch
        {
            // Only "not here" goes on to the next place: a 500 or a page that is no card has to be heard of.
            { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed } => null,
            { IsSuccess: false } => throw A2AClientException.UnexpectedAnswer(call, answer, "an agent card"),
            _ => Read(call, answer),
        };
    }

    private static AgentCard Read(Call call, HttpAnswer answer)
    {
        try
        {
            return A2AJson.Read<AgentCard>(answer.Body);
        }
        catch (JsonException notACard)
        {
            throw A2AClientException.NotACard(call, answer, notACard);
        }
    }
}
