using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Sqlite.Work;

/// <summary>
/// The events of a commit as deliveries with their bodies, handed to the engine so that nothing is read twice. Lanes whose bodies are the
/// events themselves share one object for each.
/// </summary>
internal sealed class CommittedDeliveries(
    IReadOnlyList<NewEvent> events, IReadOnlyList<KeptBody> kept, long firstSequence, DateTimeOffset now)
{
    private readonly LaneDelivery?[] _shared = new LaneDelivery?[events.Count];

    /// <summary>Those that a lane reads, and how many these are up to the last that was made for it by hand.</summary>
    public (List<LaneDelivery> Read, int ThroughByHand) For(LaneRow lane)
    {
        var (read, byHand) = (new List<LaneDelivery>(), 0);
        for (var i = 0; i < events.Count; i++)
        {
            if (lane.Reads(events[i].Target, events[i].Kinds))
            {
                read.Add(NotificationBody.IsOfEvent(lane.Format) ? _shared[i] ??= Make(i, events[i].Payload) : Make(i, KeptBodyOf(i, lane.Format)));
                byHand = events[i].Target.Lane is null ? byHand : read.Count;
            }
        }

        return (read, byHand);
    }

    private LaneDelivery Make(int index, ReadOnlyMemory<byte>? body) => new()
    {
        Sequence = firstSequence + index,
        CommittedAt = now,
        Body = body,
        TraceParent = events[index].TraceParent,
    };

    private ReadOnlyMemory<byte>? KeptBodyOf(int index, WireFormat format)
    {
        foreach (var candidate in kept)
        {
            if (candidate.Index == index && candidate.Format == format)
            {
                return candidate.Body;
            }
        }

        return null;
    }
}
