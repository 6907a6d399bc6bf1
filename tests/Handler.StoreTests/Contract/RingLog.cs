using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>All that a store rang, in order.</summary>
public sealed class RingLog : ILaneListener
{
    private readonly Lock _lock = new();
    private readonly List<Ring> _all = [];
    private readonly List<GateRow> _gates = [];

    public IReadOnlyList<Ring> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>The gates that were held or resumed, as they were then.</summary>
    public IReadOnlyList<GateRow> Gates
    {
        get
        {
            lock (_lock)
            {
                return [.. _gates];
            }
        }
    }

    /// <summary>The sequences that were added to a lane, in the order of the rings.</summary>
    public IReadOnlyList<long> Added(Guid lane) =>
        [.. All.Where(ring => ring.Lane == lane).SelectMany(ring => ring.Advance?.Added ?? []).Select(delivery => delivery.Sequence)];

    public IReadOnlyList<Ring> Of(Guid lane) => [.. All.Where(ring => ring.Lane == lane)];

    public void Clear()
    {
        lock (_lock)
        {
            _all.Clear();
            _gates.Clear();
        }
    }

    public void Advanced(IReadOnlyList<LaneAdvance> advances)
    {
        lock (_lock)
        {
            _all.AddRange(advances.Select(advance => new Ring(advance.Row.Lane, advance, null)));
        }
    }

    public void LaneChanged(Guid lane, long? generation)
    {
        lock (_lock)
        {
            _all.Add(new Ring(lane, null, generation));
        }
    }

    public void GateChanged(GateRow gate)
    {
        lock (_lock)
        {
            _gates.Add(gate);
        }
    }

    /// <summary>A ring: an advance, or else a change of the config (to a generation, or null when it was deleted).</summary>
    public sealed record Ring(Guid Lane, LaneAdvance? Advance, long? Generation)
    {
        public bool IsDeletion => Advance is null && Generation is null;
    }
}
