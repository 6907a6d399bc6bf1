namespace Handler.Tests.Server.Push;

/// <summary>Gives the letter x for ever, and counts.</summary>
internal sealed class EndlessStream : TestStream
{
    public new long Read { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(buffer.Length, 700);
        buffer.Span[..count].Fill((byte)'x');
        Read += count;
        return ValueTask.FromResult(count);
    }
}
