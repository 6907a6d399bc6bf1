namespace Handler.Server.Push;

/// <summary>The attempts that last, and what stands in line behind attempts that failed.</summary>
internal sealed partial class LanesInHand
{
    /// <summary>How long it is until the next attempt is slow (<see cref="TakeSlow"/>); null when none can become it.</summary>
    public TimeSpan? UntilSlow
    {
        get
        {
            lock (_sync)
            {
                return _round.Flights.UntilSlow;
            }
        }
    }

    /// <summary>Attempts that have become slow give their places of the node back.</summary>
    /// <returns>Those that must end because too many are slow, or hold memory that others wait for.</returns>
    public IReadOnlyList<InHandLane> TakeSlow()
    {
        lock (_sync)
        {
            List<InHandLane>? surplus = null;
            while (_round.TryMoveSlow())
            {
                if (_round.Flights.TakeSurplus(Memory.IsWanted) is { } oldest)
                {
                    (surplus ??= []).Add(oldest);
                }
            }

            return surplus ?? [];
        }
    }

    private void EndFlight(InHandLane lane, GateSignal signal)
    {
        _round.EndFlight(lane);
        lane.Phase = LanePhase.Resting;
        Ready(lane);
        if (signal is GateSignal.Overloaded or GateSignal.Failed)
        {
            Trim(lane.Queue!);
        }

        LetGoIfDone(lane);
    }

    // What stands in line at a gate that can take less now goes back to the store, which has room for it.
    private void Trim(GateQueue gate)
    {
        while (_room.IsOver(LoadOf(gate.Key)) && _round.TakeBack(gate) is { } lane)
        {
            lane.Phase = LanePhase.Resting;
            lane.IsLeaving = true;
            _room.NoteLeft(gate.Key);
            LetGoIfDone(lane);
        }
    }
}
