using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// The gates with lanes in hand, their owners and origins; and those that had some lately, so that what they can take need not be learned
/// again. Guarded by the lock of <see cref="LanesInHand"/>.
/// </summary>
internal sealed class GatesInHand(PushOptions options, TimeProvider clock, ContendedTime node)
{
    /// <summary>How many gates without lanes are remembered; then the one that has been without for longest is forgotten.</summary>
    public const int MaxKept = LanesInHand.MaxLanes;

    private readonly Dictionary<GateKey, GateQueue> _gates = [];
    private readonly Dictionary<OwnerScope, OwnerQueue> _owners = [];
    private readonly Dictionary<string, OriginRoom> _origins = new(StringComparer.Ordinal);
    private readonly LinkedList<GateQueue> _kept = new();

    public GateQueue? Find(GateKey key) => _gates.GetValueOrDefault(key);

    public GateQueue Admit(InHandLane lane)
    {
        if (!_gates.TryGetValue(lane.Gate, out var gate))
        {
            gate = Make(lane.Gate);
        }

        if (gate.Lanes++ == 0 && gate.Kept.List is not null)
        {
            _kept.Remove(gate.Kept);
        }

        return gate;
    }

    public void LetGo(GateQueue gate)
    {
        if (--gate.Lanes > 0)
        {
            return;
        }

        _kept.AddLast(gate.Kept);
        if (_kept.Count > MaxKept)
        {
            Forget(_kept.First!.Value);
        }
    }

    private GateQueue Make(GateKey key)
    {
        if (!_owners.TryGetValue(key.Scope, out var owner))
        {
            _owners.Add(key.Scope, owner = new OwnerQueue(key.Scope, node));
        }

        if (!_origins.TryGetValue(key.Origin, out var origin))
        {
            _origins.Add(key.Origin, origin = new OriginRoom(key.Origin, options.MaxInFlightPerOrigin, clock));
        }

        owner.Members++;
        origin.Members++;
        var gate = new GateQueue(key, owner, origin, node, options.MaxInFlightPerGate);
        _gates.Add(key, gate);
        return gate;
    }

    private void Forget(GateQueue gate)
    {
        _kept.Remove(gate.Kept);
        _gates.Remove(gate.Key);
        if (--gate.Owner.Members == 0)
        {
            _owners.Remove(gate.Owner.Scope);
        }

        if (--gate.Origin.Members == 0)
        {
            _origins.Remove(gate.Origin.Origin);
        }
    }
}
