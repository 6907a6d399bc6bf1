namespace Handler.Client.Http;

/// <summary>
/// The bytes of an event stream on their way to the parser: each read renews the deadline, and a single event cannot fill the memory.
/// </summary>
internal sealed class EventStreamBody(Stream inner, Deadline deadline, TimeSpan silence, int maxEventBytes) : Stream
{
    // The parser buffers an event until its blank line comes: without a bound one that never ends fills the memory.
    private long _sinceEvent;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>An event has been taken: the next one may be as long again.</summary>
    public void EventTaken() => _sinceEvent = 0;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        deadline.Renew(silence);
        var read = await inner.ReadAsync(buffer, deadline.Token);
        // While the caller works on what came, the stream is not silent.
        deadline.Renew(Timeout.InfiniteTimeSpan);
        _sinceEvent += read;
        return _sinceEvent <= maxEventBytes ? read : throw new InvalidDataException("The event is longer than allowed.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
