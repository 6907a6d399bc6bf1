namespace Handler.Tests.Client;

/// <summary>Ways in which HTTP fails.</summary>
internal static class Refusal
{
    /// <summary>Nobody listens: nothing was sent.</summary>
    public static Task<HttpResponseMessage> Connection(CancellationToken cancel) =>
        throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");

    /// <summary>The connection broke after the request, before the answer.</summary>
    public static Task<HttpResponseMessage> LostAnswer(CancellationToken cancel) =>
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely");
}
