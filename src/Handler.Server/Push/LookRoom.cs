using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// The room for lanes in hand, of all and of each gate: what a look into the store may take, and where it had to leave lanes for want of it.
/// Guarded by the lock of <see cref="LanesInHand"/>.
/// </summary>
internal sealed class LookRoom(PushOptions options)
{
    // Gates whose lanes were left in the store since the last look began, and the room that this look gave each gate.
    private readonly HashSet<GateKey> _leftAt = [];
    private readonly Dictionary<GateKey, int> _given = [];
    private bool _leftSome;

    // Twice what may be in flight: so that a gate has lanes ready when attempts end.
    private int MaxLanesPerGate => 2 * options.MaxInFlightPerGate;

    public void BeginLook()
    {
        _leftSome = false;
        _leftAt.Clear();
        _given.Clear();
    }

    /// <summary>How many more lanes of a gate a look may take. Half of the room is used up before more are asked for.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="ofGate">Its lanes in hand.</param>
    /// <param name="ofAll">All lanes in hand.</param>
    public int Give(GateKey gate, int ofGate, int ofAll)
    {
        NoteIfFull(gate, ofGate, ofAll);
        if (!IsHalfFree(ofGate))
        {
            _leftAt.Add(gate);
            return 0;
        }

        return _given[gate] = Math.Max(Math.Min(MaxLanesPerGate - ofGate, LanesInHand.MaxLanes - ofAll), 0);
    }

    /// <summary>A look was cut off by its own bound: any gate may have more in the store.</summary>
    public void NoteCut() => _leftSome = true;

    /// <summary>Whether a gate used up the room that the look gave it, and so may have more in the store.</summary>
    public bool NoteIfUsedUp(GateKey gate, int taken)
    {
        var isUsedUp = _given.TryGetValue(gate, out var room) && taken >= room;
        if (isUsedUp)
        {
            _leftAt.Add(gate);
        }

        return isUsedUp;
    }

    /// <summary>Notes that lanes may have to be left in the store, when there is no room; says whether there is none.</summary>
    public bool NoteIfFull(GateKey gate, int ofGate, int ofAll)
    {
        var isGateFull = ofGate >= MaxLanesPerGate;
        if (isGateFull)
        {
            _leftAt.Add(gate);
        }

        _leftSome |= ofAll >= LanesInHand.MaxLanes;
        return isGateFull || ofAll >= LanesInHand.MaxLanes;
    }

    /// <summary>Whether lanes of the gate may have been left in the store.</summary>
    public bool IsLeftAt(GateKey gate) => _leftSome || _leftAt.Contains(gate);

    /// <summary>Whether a gate with so many lanes in hand has room enough that a look is worth its while.</summary>
    public bool IsHalfFree(int ofGate) => ofGate <= MaxLanesPerGate / 2;
}
