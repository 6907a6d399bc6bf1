using System.Security.Cryptography;
using Handler.Protocol;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Handler.Server.Transports;

/// <summary>
/// The agent card of 1.0 (8.2), with what caches need: <c>Cache-Control</c>, <c>ETag</c>, <c>Last-Modified</c>; 304 for who has it.
/// </summary>
internal sealed class AgentCardEndpoint(AgentProfile profile, CardUrl url, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    // The card changes with the process only.
    private readonly DateTimeOffset _since = time.GetUtcNow();

    /// <summary>Refuses a card that could not be served.</summary>
    /// <exception cref="InvalidOperationException">A required list is empty.</exception>
    public void Check()
    {
        A2AJson.Write(ServedCard.Of(profile.Card, profile, "http://localhost/"));
        if (profile.ExtendedCard is { } extended)
        {
            A2AJson.Write(ServedCard.Of(extended, profile, "http://localhost/"));
        }
    }

    public Task HandleAsync(HttpContext http)
    {
        var body = A2AJson.Write(ServedCard.Of(profile.Card, profile, url.For(http)));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        http.Response.Headers.CacheControl = $"public, max-age={(int)MaxAge.TotalSeconds}";
        var answer = TypedResults.Bytes(body, A2AMediaTypes.Json, lastModified: _since, entityTag: new EntityTagHeaderValue(tag));
        return answer.ExecuteAsync(http);
    }
}
