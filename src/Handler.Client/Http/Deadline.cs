namespace Handler.Client.Http;

/// <summary>What may end a wait: the caller, or time. <see cref="Renew"/> gives it new time from now on.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan limit, TimeProvider clock, CancellationToken caller)
    {
        Limit = limit;
        _caller = caller;
        _time = new CancellationTokenSource(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, caller);
    }

    /// <summary>The limit that holds, or the one that has passed.</summary>
    public TimeSpan Limit { get; private set; }

    public CancellationToken Token => _either.Token;

    public void Renew(TimeSpan limit)
    {
        // What has passed stays passed, and Limit is to name the one that did.
        if (!_time.IsCancellationRequested)
        {
            Limit = limit;
            _time.CancelAfter(limit);
        }
    }

    /// <summary>The caller's cancellation, under the caller's own token; returns if it was not the caller.</summary>
    public void ThrowIfCallerCanceled() => _caller.ThrowIfCancellationRequested();

    public void Dispose()
    {
        _either.Dispose();
        _time.Dispose();
    }
}
