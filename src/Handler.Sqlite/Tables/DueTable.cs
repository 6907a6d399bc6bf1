using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>The index of what is due: the lanes where something waits, by gate and due time.</summary>
internal static class DueTable
{
    // Jumps from gate to gate in the index, so that a gate with many lanes costs no more than one with a single lane.
    private const string NextGateSql =
        """
        select gate_row, tenant, owner, origin, hold, held_until from gate
        where gate_row = (select min(gate_row) from lane where waiting > 0 and gate_row > ?)
        """;

    // `waiting > 0` is said as the partial index says it, or it is not used. Its order is the index's: rows end every key.
    private const string DueSql =
        """
        select lane_row, due, lane from lane where gate_row = ? and waiting > 0 and due <= ? and state <> 1 order by due, lane_row
        """;

    private const string LaterSql =
        """
        select lane_row, due, lane from lane where gate_row = ? and waiting > 0 and due > ? and state <> 1 order by due, lane_row
        """;

    /// <summary>The gates where something waits.</summary>
    public static List<DueGate> Gates(SqliteSession session, DateTimeOffset now)
    {
        var gates = new List<DueGate>();
        while (NextGate(session, gates is [.., var last] ? last.RowId : long.MinValue, now) is { } gate)
        {
            gates.Add(gate);
        }

        return gates;
    }

    /// <summary>The lanes of a gate that are due and not in hand, oldest first, at most as many as there is room for.</summary>
    public static List<DueLane> Due(SqliteSession session, DueGate gate, LaneTake take)
    {
        var due = new List<DueLane>();
        // The room is asked only once there is a lane to take: from the answer 0 the dispatcher notes that something was left.
        var room = int.MaxValue;
        using var row = session.Use(DueSql).Bind(gate.RowId).Bind(take.Now);
        while (due.Count < room && row.Read())
        {
            if (!take.InHand(row.Guid(2)))
            {
                room = due.Count == 0 ? Math.Min(take.Room(gate.Key), take.MaxLanes) : room;
                due.Add(new DueLane(row.Int64(0), row.Time(1)));
            }
        }

        return room <= 0 ? [] : due;
    }

    /// <summary>
    /// When the next lane of a gate that is due after <paramref name="after"/> and not in hand is due; null when there is none.
    /// </summary>
    public static DateTimeOffset? NextDue(SqliteSession session, DueGate gate, DateTimeOffset after, LaneTake take)
    {
        using var row = session.Use(LaterSql).Bind(gate.RowId).Bind(after);
        while (row.Read())
        {
            if (!take.InHand(row.Guid(2)))
            {
                return row.Time(1);
            }
        }

        return null;
    }

    private static DueGate? NextGate(SqliteSession session, long after, DateTimeOffset now)
    {
        using var row = session.Use(NextGateSql).Bind(after);
        if (!row.Read())
        {
            return null;
        }

        var isHeld = !row.IsNull(4) && (GateHold)row.Int32(4) != GateHold.None && row.Time(5) > now;
        return new DueGate(
            row.Int64(0), new GateKey(new OwnerScope(row.Text(1), row.Text(2)), row.Text(3)), isHeld ? row.Time(5) : null);
    }
}
