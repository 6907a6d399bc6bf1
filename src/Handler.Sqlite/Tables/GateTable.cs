using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>
/// The rows of gates. A row is made with the first lane that names it; its hold is null until it was held for the first time.
/// </summary>
internal static class GateTable
{
    private const string FindSql =
        """
        select gate_row from gate where tenant = ? and owner = ? and origin = ?
        """;

    private const string InsertSql =
        """
        insert into gate (tenant, owner, origin) values (?, ?, ?)
        """;

    private const string WriteSql =
        """
        update gate set hold = ?, held_until = ?, level = ? where gate_row = ?
        """;

    // Gates that were never held are left out: there is one for each owner and origin ever seen, and nothing to say of it.
    private const string ListSql =
        """
        select tenant, owner, origin, hold, held_until, level from gate where hold is not null order by tenant, owner, origin
        """;

    /// <summary>The row of a gate, which is made if need be.</summary>
    public static long RowOf(SqliteSession session, GateKey key)
    {
        using (var row = session.Use(FindSql).Bind(key.Scope.Tenant).Bind(key.Scope.Owner).Bind(key.Origin))
        {
            if (row.Read())
            {
                return row.Int64(0);
            }
        }

        session.Use(InsertSql).Bind(key.Scope.Tenant).Bind(key.Scope.Owner).Bind(key.Origin).Run();
        return session.LastRow;
    }

    public static void Write(SqliteSession session, GateRow gate)
    {
        var row = RowOf(session, gate.Key);
        session.Use(WriteSql).Bind((long)gate.Hold).Bind(gate.HeldUntil).Bind(gate.Level).Bind(row).Run();
    }

    public static List<GateRow> List(SqliteSession session)
    {
        var gates = new List<GateRow>();
        using var row = session.Use(ListSql);
        while (row.Read())
        {
            gates.Add(new GateRow
            {
                Key = new GateKey(new OwnerScope(row.Text(0), row.Text(1)), row.Text(2)),
                Hold = (GateHold)row.Int32(3),
                HeldUntil = row.Time(4),
                Level = row.Int32(5),
            });
        }

        return gates;
    }
}
