using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>Reads what is due: at most one lane of each gate a round, the gate with the oldest due lane first.</summary>
internal static class TakeWork
{
    public static LaneTaken Read(SqliteSession session, LaneTake take)
    {
        var gates = DueTable.Gates(session, take.Now);
        // Gates where all is in hand drop out here, and take no place in the round.
        var due = gates
            .Where(gate => gate.HeldUntil is null)
            .Select(gate => DueTable.Due(session, gate, take))
            .Where(lanes => lanes.Count > 0)
            .OrderBy(lanes => lanes[0].Due).ThenBy(lanes => lanes[0].RowId)
            .ToList();
        return new LaneTaken(InTurns(due).Take(take.MaxLanes).Select(lane => Look(session, lane)).ToList(), NextDue(session, gates, take));
    }

    /// <summary>A lane with what it reads next above <paramref name="after"/>.</summary>
    public static LaneWork Look(SqliteSession session, StoredLane lane, long after) =>
        new(lane.Row, LaneReading.Next(session, lane, after));

    private static LaneWork Look(SqliteSession session, DueLane due)
    {
        var lane = LaneTable.Find(session, due.RowId)!;
        return Look(session, lane, lane.Row.Cursor);
    }

    private static IEnumerable<DueLane> InTurns(List<List<DueLane>> gates)
    {
        for (var round = 0; gates.Exists(lanes => round < lanes.Count); round++)
        {
            foreach (var lanes in gates.Where(lanes => round < lanes.Count))
            {
                yield return lanes[round];
            }
        }
    }

    private static DateTimeOffset? NextDue(SqliteSession session, List<DueGate> gates, LaneTake take)
    {
        var next = gates.Select(gate => NextDue(session, gate, take)).Min();
        return next == DateTimeOffset.MaxValue ? null : next;
    }

    private static DateTimeOffset? NextDue(SqliteSession session, DueGate gate, LaneTake take)
    {
        // Under a hold nothing can be taken, so what is due already counts too, and not before the hold ends.
        var next = DueTable.NextDue(session, gate, gate.HeldUntil is null ? take.Now : DateTimeOffset.MinValue, take);
        return next < gate.HeldUntil ? gate.HeldUntil : next;
    }
}
