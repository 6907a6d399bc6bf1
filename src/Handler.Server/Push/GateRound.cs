using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// Gives out the places in flight. First the owner who has had the least place-time while others waited, then the gate of that owner that has,
/// then the lanes of that gate in turn; within the bounds of node, owner, origin and gate. Guarded by the lock of <see cref="LanesInHand"/>.
/// </summary>
internal sealed class GateRound
{
    private readonly int _maxInFlight;

    // Rounded up: of two owners that both have it, none can keep a place from the other.
    private readonly int _half;
    private readonly ContendedTime _time;
    private readonly FairQueue<OwnerQueue> _owners;
    private readonly GatesInHand _gates;

    public GateRound(PushOptions options, TimeProvider clock)
    {
        _maxInFlight = options.MaxInFlight;
        _half = (options.MaxInFlight + 1) / 2;
        _time = new ContendedTime(clock);
        _owners = new FairQueue<OwnerQueue>(_time, static owner => owner.Spent);
        _gates = new GatesInHand(options, clock, _time);
        Flights = new Flights(options, clock);
    }

    public Flights Flights { get; }

    /// <summary>Whether a lane could start at this moment.</summary>
    public bool CanStart => Flights.Young < _maxInFlight && _owners.Count > 0;

    public int LanesOf(GateKey gate) => _gates.Find(gate)?.Lanes ?? 0;

    public int CapOf(GateKey gate) => _gates.Find(gate)?.Cap.Value ?? 1;

    public void Admit(InHandLane lane) => lane.Queue = _gates.Admit(lane);

    public void LetGo(InHandLane lane) => _gates.LetGo(lane.Queue!);

    public void Enqueue(InHandLane lane)
    {
        lane.Phase = LanePhase.Queued;
        lane.Queue!.Ready.Enqueue(lane);
        Enter(lane.Queue);
        Count();
    }

    /// <summary>Takes a lane of the gate out of its queue, to be let go; null when there is none to spare.</summary>
    public InHandLane? TakeBack(GateQueue gate) =>
        gate.Ready.Count > (gate.Wait == GateWait.None ? 0 : 1) ? gate.Ready.Dequeue() : null;

    /// <summary>The next lane to start, with its place in flight taken; null when there is none or no room.</summary>
    public InHandLane? TryStart()
    {
        InHandLane? lane = null;
        while (lane is null && Flights.Young < _maxInFlight && TryDequeue(out var owner))
        {
            lane = TryStart(owner);
        }

        Count();
        return lane;
    }

    /// <summary>Whether <paramref name="lane"/> must give back the place that it has: others wait for it, or it is no longer its own.</summary>
    public bool IsWanted(InHandLane lane) =>
        lane is { IsSlow: true } or { Queue: { Ready.Count: > 0 } or { Origin.IsWanted: true } }
        || lane.Queue!.InFlight > lane.Queue.Cap.Value
        || (Flights.Young >= _maxInFlight && _owners.Count > 0);

    /// <summary>Gives back the place in flight of <paramref name="lane"/>.</summary>
    public void EndFlight(InHandLane lane)
    {
        var gate = lane.Queue!;
        gate.SpentAtOrigin.GiveBack();
        if (!lane.IsSlow)
        {
            GiveBackPlace(gate);
        }

        Flights.End(lane);
        Enter(gate);
        FreeAtOrigin(gate.Origin);
        Count();
    }

    /// <summary>Takes the place of the node from an attempt that has become slow since this was called last.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryMoveSlow()
    {
        if (Flights.TakeSlow() is not { } lane)
        {
            return false;
        }

        GiveBackPlace(lane.Queue!);
        Count();
        return true;
    }

    // No owner has more than half of the node while another waits.
    private bool TryDequeue(out OwnerQueue owner)
    {
        if (!_owners.TryDequeue(out owner))
        {
            return false;
        }

        if (owner.Spent.Places >= _half && _owners.TryDequeue(out var other))
        {
            _owners.PutBack(owner);
            owner = other;
        }

        return true;
    }

    private InHandLane? TryStart(OwnerQueue owner)
    {
        owner.Gates.TryDequeue(out var gate);
        gate.Wait = GateWait.None;

        // Since it entered the round its cap may have been halved, or its lanes may have been let go.
        var lane = gate is { HasRoom: true, Ready.Count: > 0 } ? Start(gate) : null;
        if (lane is null)
        {
            FreeAtOrigin(gate.Origin);
        }

        Enter(gate);
        Return(owner);
        return lane;
    }

    private InHandLane Start(GateQueue gate)
    {
        gate.SpentAtOrigin.Take();
        gate.Spent.Take();
        gate.Owner.Spent.Take();
        var lane = gate.Ready.Dequeue();
        lane.Phase = LanePhase.InFlight;
        Flights.Begin(lane);
        return lane;
    }

    private static void GiveBackPlace(GateQueue gate)
    {
        gate.Spent.GiveBack();
        gate.Owner.Spent.GiveBack();
    }

    private void Enter(GateQueue gate)
    {
        if (gate is { Wait: GateWait.None, Ready.Count: > 0, HasRoom: true } && gate.Origin.TrySetAside(gate))
        {
            Stand(gate);
        }
    }

    private void Return(OwnerQueue owner)
    {
        owner.IsInRound = owner.Gates.Count > 0;
        if (owner.IsInRound)
        {
            _owners.PutBack(owner);
        }
    }

    private void Stand(GateQueue gate)
    {
        gate.Wait = GateWait.ForNode;
        var owner = gate.Owner;
        owner.Gates.Enqueue(gate);
        if (!owner.IsInRound)
        {
            owner.IsInRound = true;
            _owners.Enqueue(owner);
        }
    }

    private void FreeAtOrigin(OriginRoom origin)
    {
        if (origin.Free() is { } next)
        {
            Stand(next);
        }
    }

    // Time is counted while somebody waits for the node.
    private void Count() => _time.Set(Flights.Young >= _maxInFlight && _owners.Count > 0);
}
