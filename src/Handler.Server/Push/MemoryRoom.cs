namespace Handler.Server.Push;

/// <summary>Room in the <see cref="MemoryBudget"/> for one body that is sent.</summary>
internal sealed class MemoryRoom(MemoryBudget budget, long bytes) : IDisposable
{
    private long _bytes = bytes;

    /// <summary>The body was read: this is what it needs.</summary>
    public void Hold(long read)
    {
        budget.Resize(read - _bytes);
        _bytes = read;
    }

    public void Dispose()
    {
        budget.Resize(-_bytes);
        _bytes = 0;
    }
}
