namespace Handler.Server.Push;

/// <summary>
/// The attempts in flight, in the order in which they began. Those that last longer than <see cref="PushOptions.SlowAfter"/> are slow: they give
/// their place of the node back and count against a bound of their own. Guarded by the lock of <see cref="LanesInHand"/>.
/// </summary>
internal sealed class Flights(PushOptions options, TimeProvider clock)
{
    private readonly LinkedList<InHandLane> _young = new();
    private readonly LinkedList<InHandLane> _slow = new();

    /// <summary>Attempts that hold a place of the node.</summary>
    public int Young => _young.Count;

    public int Slow => _slow.Count;

    /// <summary>All of them, those that have been told to end among them.</summary>
    public int All { get; private set; }

    /// <summary>How long it is until the oldest attempt with a place of the node is slow; null when there is none.</summary>
    public TimeSpan? UntilSlow => _young.First is { } oldest ? options.SlowAfter - clock.GetElapsedTime(oldest.Value.AttemptBegan) : null;

    public void Begin(InHandLane lane)
    {
        All++;
        Stamp(lane);
    }

    /// <summary>The lane makes another attempt in the same place.</summary>
    public void GoOn(InHandLane lane)
    {
        _young.Remove(lane.Flight);
        Stamp(lane);
    }

    public void End(InHandLane lane)
    {
        All--;
        lane.IsSlow = false;
        lane.Flight.List?.Remove(lane.Flight);
    }

    /// <summary>The next attempt that has become slow since it was asked last; null when there is none.</summary>
    public InHandLane? TakeSlow()
    {
        if (_young.First is not { } oldest || clock.GetElapsedTime(oldest.Value.AttemptBegan) < options.SlowAfter)
        {
            return null;
        }

        _young.Remove(oldest);
        _slow.AddLast(oldest);
        oldest.Value.IsSlow = true;
        return oldest.Value;
    }

    /// <summary>
    /// The attempt that must end because too many are slow, the oldest; or, while others wait for memory, the oldest of them that holds some. Null when
    /// there is room.
    /// </summary>
    public InHandLane? TakeSurplus(bool isMemoryWanted)
    {
        var oldest = _slow.Count > options.MaxSlowInFlight ? _slow.First!.Value
            : isMemoryWanted ? _slow.FirstOrDefault(lane => lane.HoldsMemory)
            : null;
        if (oldest is not null)
        {
            _slow.Remove(oldest.Flight);
        }

        return oldest;
    }

    private void Stamp(InHandLane lane)
    {
        lane.AttemptBegan = clock.GetTimestamp();
        _young.AddLast(lane.Flight);
    }
}
