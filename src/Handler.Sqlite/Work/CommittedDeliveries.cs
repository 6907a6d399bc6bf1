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

    /// <summary>Those that a lane reads.</summary>
    public List<LaneDelivery> For(LaneRow lane)
    {
        var read = new List<LaneDelivery>();
        for (var i = 0; i < events.Count; i++)
        {
            if (lane.Reads(events[i].Target, events[i].Kinds))
            {
                read.Add(NotificationBody.IsOfEvent(lane.Format) ? _shared[i] ??= Make(i, events[i].Payload) : Make(i, KeptBodyOf(i, lane.Format)));
            }
        }

        return read;
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
