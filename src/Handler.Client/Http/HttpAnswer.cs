using System.Net;
using System.Net.Http.Headers;

namespace Handler.Client.Http;

/// <summary>An answer that has been read whole.</summary>
internal sealed record HttpAnswer(HttpStatusCode Status, string? MediaType, Uri? Location, string? Challenge, byte[] Body)
{
    /// <summary>How long to wait before the next request, where the answer says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, int maxBytes, TimeProvider clock, CancellationToken cancel)
    {
        await response.Content.LoadIntoBufferAsync(maxBytes, cancel);
        return new HttpAnswer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Location,
            ChallengeOf(response.Headers.WwwAuthenticate),
            await response.Content.ReadAsByteArrayAsync(cancel))
        {
            RetryAfter = Wait(response.Headers.RetryAfter, clock),
        };
    }

    private static TimeSpan? Wait(RetryConditionHeaderValue? asked, TimeProvider clock) =>
        asked?.Delta ?? (asked?.Date is { } until ? TimeSpan.FromTicks(Math.Max(0, (until - clock.GetUtcNow()).Ticks)) : null);

    private static string? ChallengeOf(HttpHeaderValueCollection<AuthenticationHeaderValue> challenges) =>
        challenges.Count == 0 ? null : challenges.ToString();
}
