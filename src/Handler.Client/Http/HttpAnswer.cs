using System.Net;
using System.Net.Http.Headers;

namespace Handler.Client.Http;

/// <summary>An answer that has been read whole.</summary>
internal sealed record HttpAnswer(HttpStatusCode Status, string? MediaType, Uri? Location, string? Challenge, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancel)
    {
        await response.Content.LoadIntoBufferAsync(maxBytes, cancel);
        return new HttpAnswer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Location,
            ChallengeOf(response.Headers.WwwAuthenticate),
            await response.Content.ReadAsByteArrayAsync(cancel));
    }

    private static string? ChallengeOf(HttpHeaderValueCollection<AuthenticationHeaderValue> challenges) =>
        challenges.Count == 0 ? null : challenges.ToString();
}
