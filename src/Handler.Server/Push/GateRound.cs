using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// Gives out the room of node and gates: one lane a gate in turn, so that a gate with many lanes waits for its next turn like any other.
/// Guarded by the lock of <see cref="LanesInHand"/>.
/// </summary>
internal sealed class GateRound(int maxInFlight, int maxInFlightPerGate)
{
    private readonly Dictionary<GateKey, GateQueue> _gates = [];

    // Gates with a lane ready and room for it. A gate that is full leaves the round and comes back when an attempt of it ends.
    private readonly Queue<GateQueue> _round = new();

    public int InFlight { get; private set; }

    public int LanesOf(GateKey gate) => _gates.TryGetValue(gate, out var queue) ? queue.Lanes : 0;

    public void Admit(InHandLane lane) => QueueOf(lane.Gate).Lanes++;

    public void LetGo(InHandLane lane)
    {
        var gate = QueueOf(lane.Gate);
        if (--gate.Lanes == 0)
        {
            _gates.Remove(lane.Gate);
        }
    }

    public void Enqueue(InHandLane lane)
    {
        var gate = QueueOf(lane.Gate);
        lane.Phase = LanePhase.Queued;
        gate.Ready.Enqueue(lane);
        EnterRound(gate);
    }

    /// <summary>The next lane to start, with its place in flight taken; null when there is none or no room.</summary>
    public InHandLane? TryStart()
    {
        while (InFlight < maxInFlight && _round.TryDequeue(out var gate))
        {
            gate.IsInRound = false;
            var lane = gate.Ready.Dequeue();
            gate.InFlight++;
            InFlight++;
            lane.Phase = LanePhase.InFlight;
            EnterRound(gate);
            return lane;
        }

        return null;
    }

    /// <summary>Whether another lane waits for the place that <paramref name="lane"/> has.</summary>
    public bool IsWanted(InHandLane lane) =>
        QueueOf(lane.Gate).Ready.Count > 0 || (InFlight >= maxInFlight && _round.Count > 0);

    /// <summary>Gives back the place in flight of <paramref name="lane"/>.</summary>
    public void EndFlight(InHandLane lane)
    {
        var gate = QueueOf(lane.Gate);
        gate.InFlight--;
        InFlight--;
        EnterRound(gate);
    }

    private void EnterRound(GateQueue gate)
    {
        if (!gate.IsInRound && gate.Ready.Count > 0 && gate.InFlight < maxInFlightPerGate)
        {
            gate.IsInRound = true;
            _round.Enqueue(gate);
        }
    }

    private GateQueue QueueOf(GateKey key)
    {
        if (!_gates.TryGetValue(key, out var gate))
        {
            gate = new GateQueue(key);
            _gates.Add(key, gate);
        }

        return gate;
    }
}
