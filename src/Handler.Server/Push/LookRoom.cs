using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// The room for lanes in hand, of all and of each gate: what a look into the store may take, and where it had to leave lanes for want of it.
/// Guarded by the lock of <see cref="LanesInHand"/>.
/// </summary>
internal sealed class LookRoom(PushOptions options)
{
    private const int ShareOfFree = 8;

    // Gates whose lanes were left in the store since the last look began, and the room that this look gave each gate.
    private readonly HashSet<GateKey> _leftAt = [];
    private readonly Dictionary<GateKey, int> _given = [];
    private bool _leftSome;

    public void BeginLook()
    {
        _leftSome = false;
        _leftAt.Clear();
        _given.Clear();
    }

    /// <summary>How many more lanes of a gate a look may take. Half of the room is used up before more are asked for.</summary>
    public int Give(GateKey gate, GateLoad load)
    {
        NoteIfFull(gate, load);
        if (!IsHalfFree(load))
        {
            NoteLeft(gate);
            return 0;
        }

        return _given[gate] = Math.Max(Math.Min(MaxLanesOf(load) - load.Lanes, LanesInHand.MaxLanes - load.All), 0);
    }

    /// <summary>A look was cut off by its own bound: any gate may have more in the store.</summary>
    public void NoteCut() => _leftSome = true;

    /// <summary>Lanes of the gate are left in the store.</summary>
    public void NoteLeft(GateKey gate) => _leftAt.Add(gate);

    /// <summary>Whether a gate used up the room that the look gave it, and so may have more in the store.</summary>
    public bool NoteIfUsedUp(GateKey gate, int taken)
    {
        var isUsedUp = _given.TryGetValue(gate, out var room) && taken >= room;
        if (isUsedUp)
        {
            NoteLeft(gate);
        }

        return isUsedUp;
    }

    /// <summary>Notes that lanes may have to be left in the store, when there is no room; says whether there is none.</summary>
    public bool NoteIfFull(GateKey gate, GateLoad load)
    {
        var isGateFull = load.Lanes >= MaxLanesOf(load);
        if (isGateFull)
        {
            NoteLeft(gate);
        }

        _leftSome |= load.All >= LanesInHand.MaxLanes;
        return isGateFull || load.All >= LanesInHand.MaxLanes;
    }

    /// <summary>Whether lanes of the gate may have been left in the store.</summary>
    public bool IsLeftAt(GateKey gate) => _leftSome || _leftAt.Contains(gate);

    /// <summary>Whether the gate has room enough that a look is worth its while.</summary>
    public bool IsHalfFree(GateLoad load) => load.Lanes <= MaxLanesOf(load) / 2;

    /// <summary>Whether the gate has more lanes in hand than it may have now.</summary>
    public bool IsOver(GateLoad load) => load.Lanes > MaxLanesOf(load);

    // Twice what may be in flight, so that it has lanes ready when attempts end. While there is room enough it counts on its cap growing; the less
    // there is, the less it has beyond its cap: a thousand endpoints that hang must not have all room with lanes that stand in line.
    private int MaxLanesOf(GateLoad load) =>
        Math.Max(2 * load.Cap, Math.Clamp((LanesInHand.MaxLanes - load.All) / ShareOfFree, 2, 2 * options.MaxInFlightPerGate));
}
