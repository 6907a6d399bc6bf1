using System.Text;

namespace Handler.Tests.Client;

/// <summary>A body that arrives in the given pieces, one a read; then it ends, breaks, or says nothing more.</summary>
internal sealed class ChunkedBody(IEnumerable<string> chunks, Func<CancellationToken, Task>? end = null) : Stream
{
    private readonly Queue<byte[]> _chunks = new(chunks.Select(Encoding.UTF8.GetBytes));
    private ReadOnlyMemory<byte> _rest;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static Task Break(CancellationToken cancel) => Task.FromException(new IOException("The connection was reset."));

    public static Task Silence(CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_rest.IsEmpty || _chunks.TryPeek(out _))
        {
            _rest = _rest.IsEmpty ? _chunks.Dequeue() : _rest;
            var read = Math.Min(_rest.Length, buffer.Length);
            _rest[..read].CopyTo(buffer);
            _rest = _rest[read..];
            return read;
        }

        await (end?.Invoke(cancellationToken) ?? Task.CompletedTask);
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
