namespace Handler.Server.Push;

/// <summary>Whether the engine runs, and as which owner: for those who ask after its health.</summary>
internal sealed class PushPulse
{
    private volatile Life? _life;
    private volatile bool _isRefused;

    /// <summary>The owner's epoch while the engine runs; null when it does not.</summary>
    public long? Epoch => _life?.Epoch;

    /// <summary>Whether the store refuses results at present.</summary>
    public bool IsRefused
    {
        get => _isRefused;
        set => _isRefused = value;
    }

    /// <summary>The engine runs, until what comes back is disposed.</summary>
    public IDisposable Begin(long epoch) => _life = new Life(this, epoch);

    private sealed class Life(PushPulse pulse, long epoch) : IDisposable
    {
        public long Epoch { get; } = epoch;

        public void Dispose() => pulse._life = null;
    }
}
