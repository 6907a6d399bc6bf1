namespace Handler.Server.Storage.Memory;

/// <summary>The lanes where something waits, by gate and due time; counts what waits for each owner.</summary>
internal sealed class MemoryDueIndex(OwnerBacklogs backlogs)
{
    private readonly Dictionary<GateKey, SortedSet<MemoryDueLane>> _gates = [];
    private readonly Dictionary<Guid, (GateKey Gate, MemoryDueLane Entry, int Waiting)> _entries = [];
    // Orders lanes that are due at one instant: a SortedSet drops what compares equal, and simulations must repeat.
    private long _last;

    /// <summary>Follows a lane's row.</summary>
    public void Update(MemoryLane lane)
    {
        var row = lane.Row;
        var entry = Remove(lane.Id);
        if (row.Waiting > 0 && row.State != LaneState.Gone)
        {
            Add(row.Gate, new MemoryDueLane(row.Progress.Due, entry?.Number ?? ++_last, lane), row.Waiting);
        }
    }

    public MemoryDueLane? Remove(Guid lane)
    {
        if (!_entries.Remove(lane, out var found))
        {
            return null;
        }

        backlogs.Add(found.Gate.Scope, -found.Waiting);
        var gate = _gates[found.Gate];
        gate.Remove(found.Entry);
        if (gate.Count == 0)
        {
            _gates.Remove(found.Gate);
        }

        return found.Entry;
    }

    /// <summary>Lanes that are due, at most one of each gate a round, the gate with the oldest due lane first.</summary>
    public IEnumerable<MemoryLane> Take(LaneTake take, Func<GateKey, DateTimeOffset?> heldUntil)
    {
        var gates = _gates
            .Where(gate => heldUntil(gate.Key) is null)
            .Select(gate => DueOf(gate.Key, gate.Value, take))
            .Where(due => due.Count > 0)
            .OrderBy(due => due[0], MemoryDueLane.Order)
            .ToList();
        // In rounds: one gate with a thousand due lanes must not take the whole of a look.
        var rounds = gates.Count == 0 ? 0 : gates.Max(due => due.Count);
        return Enumerable.Range(0, rounds)
            .SelectMany(round => gates.Where(due => round < due.Count).Select(due => due[round].Lane!))
            .Take(take.MaxLanes);
    }

    /// <summary>When the next lane that cannot be taken yet can be; null when there is none.</summary>
    public DateTimeOffset? NextDue(LaneTake take, Func<GateKey, DateTimeOffset?> heldUntil)
    {
        var next = _gates.Select(gate => NextDueOf(gate.Value, take, heldUntil(gate.Key))).Min();
        return next == DateTimeOffset.MaxValue ? null : next;
    }

    /// <summary>The lanes of a gate where something waits, by due time.</summary>
    public IReadOnlyList<MemoryLane> Waiting(GateKey gate) =>
        _gates.TryGetValue(gate, out var lanes) ? [.. lanes.Select(entry => entry.Lane!)] : [];

    private static List<MemoryDueLane> DueOf(GateKey key, SortedSet<MemoryDueLane> gate, LaneTake take)
    {
        var due = gate.TakeWhile(entry => entry.Due <= take.Now).Where(entry => !take.InHand(entry.Lane!.Id));
        // The room is asked only where there is a lane to take: from the answer 0 the dispatcher notes that something was left.
        return due.Any() ? [.. due.Take(Math.Min(take.Room(key), take.MaxLanes))] : [];
    }

    private static DateTimeOffset? NextDueOf(SortedSet<MemoryDueLane> gate, LaneTake take, DateTimeOffset? heldUntil)
    {
        var later = heldUntil is null ? gate.GetViewBetween(MemoryDueLane.After(take.Now), MemoryDueLane.Latest) : gate;
        var next = later.FirstOrDefault(entry => !take.InHand(entry.Lane!.Id))?.Due;
        // What is due under a hold can be taken when it ends: an earlier wake would find nothing and come again at once.
        return next < heldUntil ? heldUntil : next;
    }

    private void Add(GateKey key, MemoryDueLane entry, int waiting)
    {
        if (!_gates.TryGetValue(key, out var gate))
        {
            gate = new SortedSet<MemoryDueLane>(MemoryDueLane.Order);
            _gates.Add(key, gate);
        }

        gate.Add(entry);
        _entries.Add(entry.Lane!.Id, (key, entry, waiting));
        backlogs.Add(key.Scope, waiting);
    }
}
