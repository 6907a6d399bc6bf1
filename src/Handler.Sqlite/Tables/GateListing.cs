using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>Pages of gates in the order of their keys, with what waits before each.</summary>
internal static class GateListing
{
    private const string PageSql =
        $"""
        select gate_row, {GateTable.Columns} from gate
        where (tenant, owner, origin) > (?1, ?2, ?3) and (?4 is null or tenant = ?4) and (?5 is null or owner = ?5)
            and (?6 is null or origin = ?6) and (?7 = 0 or hold <> 0)
        order by tenant, owner, origin limit ?8
        """;

    // The first that waits on a lane is the oldest of it; two looks into the index for a lane, however many wait.
    private const string WaitingSql =
        """
        select count(*), coalesce(sum(l.waiting), 0), min(min(
            coalesce((select e.committed_at from event e where e.task_row = l.task_row and e.target = 0 and e.sequence > l.cursor
                and e.sequence <= l.tail and e.kinds & l.mask order by e.sequence limit 1), 9223372036854775807),
            coalesce((select e.committed_at from event e where e.task_row = l.task_row and e.target = l.lane_row and e.sequence > l.cursor
                and e.sequence <= l.tail and e.kinds & l.mask order by e.sequence limit 1), 9223372036854775807)))
        from lane l where l.gate_row = ? and l.waiting > 0
        """;

    public static GatePage Read(SqliteSession session, GateQuery query)
    {
        var found = Find(session, query);
        var page = found.Take(query.Limit).Select(gate => Report(session, gate.RowId, gate.Row)).ToList();
        return new GatePage(page, found.Count > page.Count ? page[^1].Row.Key : null);
    }

    private static List<(long RowId, GateRow Row)> Find(SqliteSession session, GateQuery query)
    {
        var gates = new List<(long, GateRow)>();
        // An origin is never empty, so that (empty, empty, empty) comes before all.
        var after = query.After ?? new GateKey(OwnerScope.Anonymous, "");
        using var row = session.Use(PageSql)
            .Bind(after.Scope.Tenant).Bind(after.Scope.Owner).Bind(after.Origin)
            .Bind(query.Tenant).Bind(query.Owner).Bind(query.Origin).Bind(query.HeldOnly).Bind(query.Limit + 1L);
        while (row.Read())
        {
            gates.Add((row.Int64(0), GateTable.Read(session, row, 1)));
        }

        return gates;
    }

    private static GateReport Report(SqliteSession session, long gateRow, GateRow gate)
    {
        using var row = session.Use(WaitingSql).Bind(gateRow);
        row.Read();
        return new GateReport
        {
            Row = gate,
            WaitingLanes = row.Int32(0),
            Waiting = row.Int64(1),
            OldestWaiting = row.IsNull(2) || row.Int64(2) == long.MaxValue ? null : row.Time(2),
        };
    }
}
