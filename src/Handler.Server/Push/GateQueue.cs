using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What one gate has in hand: its lanes that are ready, in order, and how many attempts are in flight.</summary>
internal sealed class GateQueue
{
    /// <summary>A gate that nothing is in flight at.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="origin">Where it leads.</param>
    /// <param name="node">The time in which places of the node are wanted.</param>
    /// <param name="mostInFlight">The most that its cap grows to.</param>
    public GateQueue(GateKey key, OwnerQueue owner, OriginRoom origin, ContendedTime node, int mostInFlight)
    {
        Key = key;
        Owner = owner;
        Origin = origin;
        Spent = new PlaceTime(node);
        SpentAtOrigin = new PlaceTime(origin.Time);
        Cap = new GateCap(mostInFlight);
        Kept = new LinkedListNode<GateQueue>(this);
    }

    public GateKey Key { get; }

    public OwnerQueue Owner { get; }

    public OriginRoom Origin { get; }

    public Queue<InHandLane> Ready { get; } = new();

    public GateCap Cap { get; }

    /// <summary>Attempts in flight, the slow ones among them.</summary>
    public int InFlight => SpentAtOrigin.Places;

    /// <summary>Lanes in hand, whatever their phase.</summary>
    public int Lanes { get; set; }

    public GateWait Wait { get; set; }

    /// <summary>Its share of the node's places: its owner's gates take turns by it.</summary>
    public PlaceTime Spent { get; }

    /// <summary>Its share of the origin's places: the owners who send there take turns by it.</summary>
    public PlaceTime SpentAtOrigin { get; }

    /// <summary>Its place among the gates without lanes, of which it is remembered what they can take.</summary>
    public LinkedListNode<GateQueue> Kept { get; }

    /// <summary>Whether one more attempt may be in flight, as far as the gate itself is concerned.</summary>
    public bool HasRoom => InFlight < Cap.Value;
}
