using Handler.Server.Storage;

namespace Handler.Tests.Server;

/// <summary>Hears the doorbell and counts.</summary>
internal sealed class RingCounter : ILaneListener
{
    public int Advances { get; private set; }

    public void Advanced(IReadOnlyList<LaneAdvance> advances) => Advances += advances.Count;

    public void LaneChanged(Guid lane, long? generation)
    {
        // Only deliveries are counted.
    }

    public void GateChanged(GateRow gate)
    {
        // Only deliveries are counted.
    }
}
