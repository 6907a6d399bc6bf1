using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Handler.EndToEndTests.Push;

/// <summary>One connection to a <see cref="RawServer"/>.</summary>
internal sealed class RawConnection(TcpClient client, RawServer server, CancellationToken stop)
{
    public NetworkStream Stream { get; } = client.GetStream();

    public CancellationToken Stop => stop;

    /// <summary>Reads a request with its body; false when the sender has hung up.</summary>
    public async Task<bool> ReadRequestAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(text.ToString()))
        {
            var read = await Stream.ReadAsync(buffer, stop);
            if (read == 0)
            {
                return false;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        server.Requests.Enqueue(text.ToString());
        return true;
    }

    public async Task WriteAsync(string text) => await Stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);

    /// <summary>Writes <paramref name="text"/> again and again, until the sender hangs up.</summary>
    public async Task WriteForeverAsync(string text)
    {
        while (true)
        {
            await WriteAsync(text);
        }
    }

    /// <summary>Waits until the sender hangs up.</summary>
    public async Task WaitForEndAsync()
    {
        var buffer = new byte[4096];
        while (await Stream.ReadAsync(buffer, stop) > 0)
        {
            // What else comes does not matter.
        }
    }

    /// <summary>Ends the connection by a reset, not by a close.</summary>
    public void Reset()
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }

    private static bool IsWhole(string text)
    {
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return false;
        }

        var length = text.Split("\r\n").First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))["Content-Length:".Length..];
        return text.Length >= head + 4 + int.Parse(length, CultureInfo.InvariantCulture);
    }
}
