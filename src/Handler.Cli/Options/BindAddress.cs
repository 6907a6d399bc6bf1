using System.Net;
using System.Net.Sockets;

namespace Handler.Cli.Options;

/// <summary>An address to listen on.</summary>
/// <param name="Ip">The address.</param>
/// <param name="Port">The port; 0 = any that is free.</param>
internal readonly record struct BindAddress(IPAddress Ip, int Port)
{
    public bool IsLoopback => IPAddress.IsLoopback(Ip);

    /// <summary>The address with its port, as it stands in a URL.</summary>
    public string Authority => Ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Ip}]:{Port}" : $"{Ip}:{Port}";

    /// <summary>All addresses of this machine: one to listen on, and none to open.</summary>
    public bool IsAny => Ip.Equals(IPAddress.Any) || Ip.Equals(IPAddress.IPv6Any);

    /// <summary>Where a program on this machine reaches what listens here.</summary>
    public string LocalUrl => $"http://{(IsAny ? this with { Ip = Ip.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback } : this).Authority}";

    /// <summary>
    /// Reads a host. A name other than <c>localhost</c> is refused: which of its addresses is meant could not be seen, and a server must
    /// not listen wider than it was told.
    /// </summary>
    public static bool TryRead(string host, int port, out BindAddress address)
    {
        var isLocal = string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);
        var isRead = IPAddress.TryParse(isLocal ? "127.0.0.1" : host.Trim('[', ']'), out var ip);
        address = isRead ? new(ip!, port) : default;
        return isRead;
    }
}
