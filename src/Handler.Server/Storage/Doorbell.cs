namespace Handler.Server.Storage;

/// <summary>
/// Between the store and the push engine, one object for both. The store rings after its commits; a ring that is lost (nobody listens yet, the
/// listener has no room) costs a poll interval, never a delivery.
/// </summary>
public sealed class Doorbell
{
    private ILaneListener? _listener;

    /// <summary>Makes <paramref name="listener"/> the one that hears. One at a time; the returned object ends it.</summary>
    /// <exception cref="InvalidOperationException">Another one listens.</exception>
    public IDisposable Listen(ILaneListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        // Two dispatchers over one store would each send everything.
        if (Interlocked.CompareExchange(ref _listener, listener, null) is not null)
        {
            throw new InvalidOperationException("Another push engine listens to this store already; an agent has one.");
        }

        return new Subscription(this, listener);
    }

    /// <summary>
    /// Called by the store after a commit that moved tails, in the order of commits and before a later result of the same lane is answered.
    /// Does not wait.
    /// </summary>
    public void Ring(IReadOnlyList<LaneAdvance> advances) => Volatile.Read(ref _listener)?.Advanced(advances);

    /// <summary>
    /// Called by the store after it has committed the replacement or deletion of a config, or given up what was overdue on a lane under a held
    /// gate, and before it returns: no attempt under an earlier generation starts once this has returned.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="generation">Its generation now; null when it is deleted.</param>
    public void LaneChanged(Guid lane, long? generation) => Volatile.Read(ref _listener)?.LaneChanged(lane, generation);

    /// <summary>
    /// Called by the store after it has committed an operator's hold or resumption of a gate and before it returns: no attempt starts at a held
    /// gate once this has returned.
    /// </summary>
    public void GateChanged(GateRow gate) => Volatile.Read(ref _listener)?.GateChanged(gate);

    private sealed class Subscription(Doorbell doorbell, ILaneListener listener) : IDisposable
    {
        // Only its own: a late second Dispose must not take the bell from who listens now.
        public void Dispose() => Interlocked.CompareExchange(ref doorbell._listener, null, listener);
    }
}
