using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Handler.TestKit.Hostile;

/// <summary>A sender that writes what it was given, as it was given: what must never be. For negative controls.</summary>
public static class CarelessSender
{
    /// <summary>Posts to a port of 127.0.0.1 with this token, and returns when it is answered.</summary>
    public static async Task PostAsync(int port, string token)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            $"POST /webhook HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-A2A-Notification-Token: {token}\r\nContent-Length: 2\r\n\r\n{{}}"));
        await stream.ReadExactlyAsync(new byte[1]);
    }
}
