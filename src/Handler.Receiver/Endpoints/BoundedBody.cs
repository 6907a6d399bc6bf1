using Microsoft.AspNetCore.Http;

namespace Handler.Receiver.Endpoints;

/// <summary>Reads a request's body once, as bytes, and no further than a limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 4096;

    /// <summary>The body, or <c>null</c> when it is longer than <paramref name="limit"/>; what a length header promises is believed only where it refuses.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // Grows with what came, not with what was announced: an announcement costs its sender nothing.
        var buffer = new byte[Math.Min(FirstBuffer, limit + 1L)];
        var length = 0;
        while (await request.Body.ReadAsync(buffer.AsMemory(length), cancel) is > 0 and var read)
        {
            length += read;
            if (length > limit)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * length, limit + 1L));
            }
        }

        return buffer.AsMemory(0, length);
    }
}
