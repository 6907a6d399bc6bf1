using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>Reads a body up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>The body, without a byte order mark; null when it is larger than <paramref name="limit"/> bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096) + 1);
        int read;
        while ((read = await request.Body.ReadAsync(body.GetMemory(1), cancel)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                return null;
            }
        }

        // A byte order mark is no part of the text, and parsers may pass over it (RFC 8259, 8.1).
        return body.WrittenSpan.StartsWith("\uFEFF"u8) ? body.WrittenMemory["\uFEFF"u8.Length..] : body.WrittenMemory;
    }
}
