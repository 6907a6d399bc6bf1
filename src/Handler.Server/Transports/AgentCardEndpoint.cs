using System.Security.Cryptography;
using Handler.Protocol;
using Handler.Server.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Handler.Server.Transports;

/// <summary>
/// The agent card (A2A 1.0, 8.2) in each dialect's form, with what caches need: <c>Cache-Control</c>, <c>ETag</c>, <c>Last-Modified</c>; 304
/// for who has it.
/// </summary>
internal sealed class AgentCardEndpoint(AgentProfile profile, CardUrl url, IOptions<A2AAgentOptions> options, TimeProvider time)
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

    /// <summary>At the path of 1.0: in the form of the version that the request names, else of the one that the options say.</summary>
    public Task HandleAsync(HttpContext http)
    {
        // Caches must not give the one client what was made for the other.
        http.Response.Headers.Vary = ServiceParameters.Version;
        var version = RequestedVersion.Of(http.Request);
        var isV03 = version.Is(A2AVersions.V03) || (version.IsAbsent && options.Value.V03CardByDefault);
        return isV03 ? AnswerAsync(http, ServedCard.V03Of) : AnswerAsync(http, V1Of);
    }

    /// <summary>At the path of 0.2.</summary>
    public Task HandleV03Async(HttpContext http) => AnswerAsync(http, ServedCard.V03Of);

    /// <summary>At the path of the legacy dialect.</summary>
    public Task HandleLegacyAsync(HttpContext http) => AnswerAsync(http, ServedCard.LegacyOf);

    private static byte[] V1Of(AgentCard card, AgentProfile profile, string url) => A2AJson.Write(ServedCard.Of(card, profile, url));

    private Task AnswerAsync(HttpContext http, Func<AgentCard, AgentProfile, string, byte[]> write)
    {
        var body = write(profile.Card, profile, url.For(http));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        http.Response.Headers.CacheControl = $"public, max-age={(int)MaxAge.TotalSeconds}";
        var answer = TypedResults.Bytes(body, A2AMediaTypes.Json, lastModified: _since, entityTag: new EntityTagHeaderValue(tag));
        return answer.ExecuteAsync(http);
    }
}
