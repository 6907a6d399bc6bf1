using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What one owner has in hand: its gates that wait for a place of the node.</summary>
internal sealed class OwnerQueue(OwnerScope scope, ContendedTime node)
{
    public OwnerScope Scope => scope;

    /// <summary>Its gates with a lane ready, and with room for it.</summary>
    public FairQueue<GateQueue> Gates { get; } = new(node, static gate => gate.Spent);

    /// <summary>Its share of the node's places.</summary>
    public PlaceTime Spent { get; } = new(node);

    /// <summary>Whether it stands in the round.</summary>
    public bool IsInRound { get; set; }

    /// <summary>Its gates, those that are only remembered among them.</summary>
    public int Members { get; set; }
}
