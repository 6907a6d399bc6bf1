using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What one gate has in hand: its lanes that are ready, in order, and how many attempts are in flight.</summary>
internal sealed class GateQueue(GateKey key)
{
    public GateKey Key => key;

    public Queue<InHandLane> Ready { get; } = new();

    public int InFlight { get; set; }

    /// <summary>Lanes in hand, whatever their phase.</summary>
    public int Lanes { get; set; }

    /// <summary>Whether the gate stands in the round.</summary>
    public bool IsInRound { get; set; }
}
