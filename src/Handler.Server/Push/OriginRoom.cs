namespace Handler.Server.Push;

/// <summary>
/// The places of one origin, which all gates that lead there share. A gate that stands in the round has one of them set aside, so that it can
/// start when its owner's turn comes; the others wait here, and who has had the least of this origin is next.
/// </summary>
internal sealed class OriginRoom
{
    private readonly int _most;
    private readonly FairQueue<GateQueue> _waiting;
    private int _taken;

    public OriginRoom(string origin, int most, TimeProvider clock)
    {
        Origin = origin;
        _most = most;
        Time = new ContendedTime(clock);
        _waiting = new FairQueue<GateQueue>(Time, static gate => gate.SpentAtOrigin);
    }

    public string Origin { get; }

    /// <summary>The time in which places of this origin are wanted.</summary>
    public ContendedTime Time { get; }

    /// <summary>Its gates, those that are only remembered among them.</summary>
    public int Members { get; set; }

    /// <summary>Whether a gate waits for a place here.</summary>
    public bool IsWanted => _waiting.Count > 0;

    /// <summary>Sets a place aside for <paramref name="gate"/>, or has it wait.</summary>
    /// <returns>Whether it has one.</returns>
    public bool TrySetAside(GateQueue gate)
    {
        if (_taken < _most && !IsWanted)
        {
            _taken++;
            return true;
        }

        gate.Wait = GateWait.ForOrigin;
        _waiting.Enqueue(gate);
        Time.Set(isContended: true);
        return false;
    }

    /// <summary>A place is free again: an attempt has ended, or none came of what was set aside.</summary>
    /// <returns>The gate that it is set aside for now; null when none waits.</returns>
    public GateQueue? Free()
    {
        _taken--;
        if (!_waiting.TryDequeue(out var next))
        {
            return null;
        }

        _taken++;
        Time.Set(IsWanted);
        return next;
    }
}
