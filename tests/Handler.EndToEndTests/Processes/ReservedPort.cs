using System.Net;
using System.Net.Sockets;

namespace Handler.EndToEndTests.Processes;

/// <summary>
/// A port of this machine that is held without listening: whoever connects is refused. Let go for the moment in which a server of the test takes it.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private Socket? _holder;

    public ReservedPort()
    {
        _holder = Bind(0);
        Number = ((IPEndPoint)_holder.LocalEndPoint!).Port;
    }

    /// <summary>The port.</summary>
    public int Number { get; }

    /// <summary>Lets a server have it.</summary>
    public int Release()
    {
        Dispose();
        return Number;
    }

    /// <summary>Holds it again, once its server has ended.</summary>
    public void Hold() => _holder ??= Bind(Number);

    public void Dispose()
    {
        _holder?.Dispose();
        _holder = null;
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }
}
