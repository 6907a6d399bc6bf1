using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Handler.TestKit.Hostile;

/// <summary>What meets a connection to a <see cref="HostileWebhook"/> before any request is read.</summary>
public sealed record HostileDoor
{
    private readonly Func<Stream, CancellationToken, Task<Stream?>> _enter;

    private HostileDoor(string name, Func<Stream, CancellationToken, Task<Stream?>> enter) => (Name, _enter) = (name, enter);

    /// <summary>Open: requests in clear.</summary>
    public static HostileDoor Plain { get; } = new("plain", static (stream, _) => Task.FromResult<Stream?>(stream));

    /// <summary>The connection is accepted, nothing is read and nothing is said: under TLS, a handshake that stalls.</summary>
    public static HostileDoor Silent { get; } = new("silent", static async (stream, stop) =>
    {
        await Task.Delay(Timeout.Infinite, stop);
        return null;
    });

    /// <summary>It speaks in clear, at once, whoever it is that comes.</summary>
    public static HostileDoor SpeaksPlain { get; } = new("speaks plain", static async (stream, stop) =>
    {
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        return null;
    });

    /// <summary>For the message of a failure.</summary>
    public string Name { get; }

    /// <summary>TLS with this certificate, good or bad.</summary>
    public static HostileDoor Tls(X509Certificate2 certificate) => new($"TLS as {certificate.Subject}", async (stream, stop) =>
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
        return tls;
    });

    /// <summary>Lets a connection in.</summary>
    /// <returns>What requests are read from; null when none are.</returns>
    internal Task<Stream?> EnterAsync(Stream stream, CancellationToken stop) => _enter(stream, stop);
}
