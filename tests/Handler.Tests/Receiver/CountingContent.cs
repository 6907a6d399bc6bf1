using System.Net;

namespace Handler.Tests.Receiver;

/// <summary>A body without a length, so that it goes chunked; tells how much of it was taken.</summary>
internal sealed class CountingContent(byte[] body) : HttpContent
{
    private const int Chunk = 4096;

    public int Written { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (; Written < body.Length; Written += Math.Min(Chunk, body.Length - Written))
        {
            await stream.WriteAsync(body.AsMemory(Written, Math.Min(Chunk, body.Length - Written)));
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
