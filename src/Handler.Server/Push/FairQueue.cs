namespace Handler.Server.Push;

/// <summary>
/// Start-time fair queueing: who has spent the least place-time is next, and among equals who has waited longest. A newcomer starts at what
/// the one served last had spent, the least of those present.
/// </summary>
/// <param name="time">The time in which places of this queue are wanted.</param>
/// <param name="spendingOf">What a member has spent.</param>
internal sealed class FairQueue<T>(ContendedTime time, Func<T, PlaceTime> spendingOf)
{
    // Under what a member had spent when it was put in. That only grows: who has spent more by the time of its turn is put in again.
    private readonly PriorityQueue<T, (long Spent, long Order)> _waiting = new();
    private long _level;
    private long _order;

    public int Count => _waiting.Count;

    /// <summary>Puts in who did not wait until now: it has no claim on what others had while it wanted nothing.</summary>
    public void Enqueue(T member)
    {
        var now = time.Ticks;
        spendingOf(member).RaiseTo(_level, now);
        PutIn(member, now);
    }

    public bool TryDequeue(out T member)
    {
        var now = time.Ticks;
        while (_waiting.TryDequeue(out member!, out _))
        {
            var spent = spendingOf(member).SpentAt(now);
            if (!_waiting.TryPeek(out _, out var next) || spent <= next.Spent)
            {
                _level = Math.Max(_level, spent);
                return true;
            }

            PutIn(member, now);
        }

        return false;
    }

    /// <summary>Puts back who was dequeued and goes on waiting, with the claim that it has.</summary>
    public void PutBack(T member) => PutIn(member, time.Ticks);

    private void PutIn(T member, long now) => _waiting.Enqueue(member, (spendingOf(member).SpentAt(now), _order++));
}
