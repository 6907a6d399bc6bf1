namespace Handler.Client.Http;

/// <summary>Makes the HTTP client of a caller who brings none.</summary>
internal static class AgentHttpFactory
{
    /// <summary>A redirect would carry credentials to an address that nobody named, and turn a POST into a GET.</summary>
    public static HttpClient Create() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
