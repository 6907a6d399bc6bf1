using System.Net;
using System.Net.Sockets;

namespace Handler.Benchmarks.Sinks;

/// <summary>Finds a port for a server that must be told one.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
