namespace Handler.Server.Push;

/// <summary>
/// The deadline over the whole exchange of one attempt. It may be brought forward from another thread, when too many attempts are slow at once.
/// </summary>
internal sealed class AttemptDeadline(TimeSpan time, TimeProvider clock) : IDisposable
{
    private const int Open = 0;
    private const int Cut = 1;
    private const int Over = 2;
    private readonly CancellationTokenSource _end = new(time, clock);
    private int _state;

    /// <summary>Fires when the time is up.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Whether it was brought forward.</summary>
    public bool IsCut => Volatile.Read(ref _state) == Cut;

    /// <summary>The attempt ends now, as if its time were up. Runs code of the connection, so under no lock.</summary>
    public void EndNow()
    {
        if (Interlocked.CompareExchange(ref _state, Cut, Open) == Open)
        {
            _end.Cancel();
        }
    }

    /// <summary>The attempt is no longer wanted: its request ends, and its outcome is nobody's.</summary>
    public void Abandon() => _end.Cancel();

    public void Dispose()
    {
        // What was cut is disposed by its cancellation, which may be under way on another thread.
        if (Interlocked.CompareExchange(ref _state, Over, Open) == Open)
        {
            _end.Dispose();
        }
    }
}
