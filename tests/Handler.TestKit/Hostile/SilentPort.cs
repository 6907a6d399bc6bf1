using System.Net;
using System.Net.Sockets;

namespace Handler.TestKit.Hostile;

/// <summary>
/// A port of 127.0.0.1 that neither takes connections nor refuses them: its queue is full, and the system drops what asks for more. So a firewall that
/// drops packets looks from outside.
/// </summary>
public sealed class SilentPort : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queue = [];

    private SilentPort()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Opens one, and fills its queue.</summary>
    public static async Task<SilentPort> StartAsync()
    {
        var port = new SilentPort();
        while (await port.ConnectsAsync())
        {
            // The queue had room for it.
        }

        return port;
    }

    /// <summary>Lets go of it: who asks now is refused.</summary>
    public void Dispose()
    {
        _queue.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    private async Task<bool> ConnectsAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _queue.Add(socket);
        using var late = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), late.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
