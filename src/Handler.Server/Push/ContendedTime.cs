namespace Handler.Server.Push;

/// <summary>
/// A clock that runs only while somebody waits for a place. What is used while nobody waits is taken from nobody, and is not counted against
/// who used it.
/// </summary>
internal sealed class ContendedTime(TimeProvider clock)
{
    private long _before;
    private long _since;
    private bool _runs;

    /// <summary>The time so far, in ticks.</summary>
    public long Ticks => _runs ? _before + clock.GetElapsedTime(_since).Ticks : _before;

    /// <summary>Lets it run, or stand still, from now on.</summary>
    public void Set(bool isContended)
    {
        if (isContended == _runs)
        {
            return;
        }

        _before = Ticks;
        _since = clock.GetTimestamp();
        _runs = isContended;
    }
}
