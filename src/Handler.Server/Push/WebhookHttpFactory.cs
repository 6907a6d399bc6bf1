using System.Net;
using System.Net.Security;

namespace Handler.Server.Push;

/// <summary>The HTTP side of the sender. The defaults of <see cref="SocketsHttpHandler"/> suit a browser of trusted servers, not this.</summary>
internal static class WebhookHttpFactory
{
    private const int MaxHeaderKilobytes = 16;

    /// <summary>Makes the invoker that <see cref="WebhookSender"/> sends through; the caller disposes it.</summary>
    /// <param name="options">Times and limits.</param>
    /// <param name="guard">Dials.</param>
    /// <param name="trust">For tests with certificates of their own; null: the system's rules.</param>
    public static HttpMessageInvoker Create(PushOptions options, EgressGuard guard, RemoteCertificateValidationCallback? trust = null) =>
        new(CreateHandler(options, guard, trust), disposeHandler: true);

    internal static SocketsHttpHandler CreateHandler(PushOptions options, EgressGuard guard, RemoteCertificateValidationCallback? trust)
    {
        var handler = new SocketsHttpHandler
        {
            // What a receiver answers leads nowhere else and leaves nothing behind.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = guard.ConnectAsync,
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = MaxHeaderKilobytes,

            // What was not read is not wanted: the connection goes with it.
            MaxResponseDrainSize = 0,

            // The engine bounds what is in flight; the pool must not queue beside it.
            MaxConnectionsPerServer = int.MaxValue,
            EnableMultipleHttp2Connections = true,

            // A name is looked up and judged again after at most this time.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),

            // A connection of HTTP/2 that has gone silent would take every attempt on it to its deadline.
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,

            // The formatter writes traceparent.
            ActivityHeadersPropagator = null,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = trust;
        return handler;
    }
}
