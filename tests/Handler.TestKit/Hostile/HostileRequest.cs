using System.Globalization;
using System.Text;

namespace Handler.TestKit.Hostile;

/// <summary>A request as it came on the wire.</summary>
internal sealed record HostileRequest
{
    private const int Longest = 64 * 1024;
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    public required string Method { get; init; }

    public required string Target { get; init; }

    /// <summary>The head, byte for byte (Latin-1), with the empty line at its end.</summary>
    public required string Head { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Reads the next one; null when the sender has closed the connection.</summary>
    /// <exception cref="IOException">The connection broke, or the head is too long.</exception>
    public static async Task<HostileRequest?> ReadAsync(Stream stream, CancellationToken stop)
    {
        var bytes = new byte[Longest];
        var (length, endOfHead) = await ReadHeadAsync(stream, bytes, stop);
        if (endOfHead < 0)
        {
            return null;
        }

        var head = Encoding.Latin1.GetString(bytes, 0, endOfHead);
        var lines = head.Split("\r\n");
        var start = lines[0].Split(' ');
        var headers = HeadersOf(lines);
        var body = new byte[headers.TryGetValue("Content-Length", out var told) ? int.Parse(told, CultureInfo.InvariantCulture) : 0];

        // Nothing more comes before it is answered, so what came with the head is of this body.
        var there = Math.Min(length - endOfHead, body.Length);
        bytes.AsSpan(endOfHead, there).CopyTo(body);
        await stream.ReadExactlyAsync(body.AsMemory(there), stop);
        return new HostileRequest { Method = start[0], Target = start.ElementAtOrDefault(1) ?? "", Head = head, Headers = headers, Body = body };
    }

    private static async Task<(int Length, int EndOfHead)> ReadHeadAsync(Stream stream, byte[] bytes, CancellationToken stop)
    {
        for (var length = 0; length < bytes.Length;)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), stop);
            if (read == 0)
            {
                return (length, -1);
            }

            length += read;
            if (bytes.AsSpan(0, length).IndexOf(EndOfHead) is >= 0 and var end)
            {
                return (length, end + EndOfHead.Length);
            }
        }

        throw new IOException($"The head of a request has more than {bytes.Length} bytes.");
    }

    private static Dictionary<string, string> HeadersOf(string[] lines)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines[1..].Where(line => line.Contains(':')))
        {
            var colon = line.IndexOf(':');
            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
        }

        return headers;
    }
}
