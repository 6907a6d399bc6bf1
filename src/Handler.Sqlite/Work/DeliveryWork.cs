using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>One delivery as operators see it, and what they write beside it.</summary>
internal static class DeliveryWork
{
    public static DeliveryReport? Read(SqliteSession session, Guid laneId, long sequence)
    {
        var lane = LaneTable.Find(session, laneId);
        var dead = DeadListing.Find(session, laneId, sequence);
        var found = lane is not null ? EventTable.Find(session, lane.TaskRow, lane.RowId, sequence)
            // Of a lane that is no more only what was for all can still be told to have been for it.
            : dead is not null ? EventTable.Find(session, dead.TaskRow, EventTable.ForAll, sequence)
            : null;
        return (lane is null ? dead is null : found is null) ? null : new DeliveryReport
        {
            Sequence = sequence,
            Lane = lane?.Row,
            Event = found,
            Body = EventTable.Body(session, laneId, sequence),
            Attempts = lane is null ? [] : [.. AttemptTable.List(session, lane.RowId).Where(attempt => Covers(attempt, sequence))],
            Dead = dead is null ? null : dead.Report with { LastRedelivery = RedeliveryTable.Last(session, dead.RowId) },
            Redelivery = dead is null ? null : RedeliveryTable.Find(session, dead.RowId, sequence),
        };
    }

    public static IReadOnlyList<long> ListDead(SqliteSession session, Guid lane, long from, int limit) =>
        DeadListing.Find(session, lane, from) is { } dead
            ? DeadListing.Deliveries(session, dead, LaneTable.Find(session, lane), from, limit)
            : [];

    public static bool Write(SqliteSession session, Guid lane, long sequence, RedeliveryRecord redelivery)
    {
        if (DeadListing.Find(session, lane, sequence) is not { } dead)
        {
            return false;
        }

        RedeliveryTable.Write(session, dead.RowId, sequence, redelivery);
        return true;
    }

    private static bool Covers(AttemptRecord attempt, long sequence) =>
        attempt.Sequence <= sequence && sequence <= attempt.ThroughSequence;
}
