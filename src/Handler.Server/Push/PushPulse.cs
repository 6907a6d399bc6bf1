using System.Runtime.CompilerServices;

namespace Handler.Server.Push;

/// <summary>Whether the engine runs, and as which owner: for those who ask after its health.</summary>
internal sealed class PushPulse
{
    private volatile StrongBox<long>? _epoch;
    private volatile bool _isRefused;

    /// <summary>The owner's epoch while the engine runs; null when it does not.</summary>
    public long? Epoch => _epoch?.Value;

    /// <summary>Whether the store refuses results at present.</summary>
    public bool IsRefused
    {
        get => _isRefused;
        set => _isRefused = value;
    }

    /// <summary>The engine runs, until what comes back is disposed.</summary>
    public IDisposable Begin(long epoch)
    {
        _epoch = new StrongBox<long>(epoch);
        return new Life(this);
    }

    private sealed class Life(PushPulse pulse) : IDisposable
    {
        public void Dispose() => pulse._epoch = null;
    }
}
