using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>
/// The rows of gates. A row is made with the first lane that names it; its hold is null until it was held for the first time.
/// </summary>
internal static class GateTable
{
    /// <summary>What <see cref="Read(SqliteSession, SqliteStatement, int)"/> reads.</summary>
    public const string Columns = "tenant, owner, origin, hold, held_until, level, held_since, held_by, reason, generation, gate_row";

    private const string FindSql =
        """
        select gate_row from gate where tenant = ? and owner = ? and origin = ?
        """;

    private const string OwnerSql = "select tenant, owner from gate where gate_row = ?";

    private const string InsertSql =
        """
        insert into gate (tenant, owner, origin) values (?, ?, ?)
        """;

    private const string WriteSql =
        """
        update gate set hold = ?, held_until = ?, level = ?, held_since = ?, held_by = ?, reason = ?, generation = ? where gate_row = ?
        """;

    private const string FindRowSql = $"select {Columns} from gate where tenant = ? and owner = ? and origin = ?";

    // Gates that were never held are left out: there is one for each owner and origin ever seen, and nothing to say of it.
    private const string ListSql = $"select {Columns} from gate where hold is not null order by tenant, owner, origin";

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

    /// <summary>Whose a gate is.</summary>
    public static OwnerScope OwnerOf(SqliteSession session, long gateRow)
    {
        using var row = session.Use(OwnerSql).Bind(gateRow);
        row.Read();
        return new OwnerScope(row.Text(0), row.Text(1));
    }

    /// <summary>Writes what is in the row itself; pauses have a table of their own.</summary>
    public static void Write(SqliteSession session, GateRow gate)
    {
        var row = RowOf(session, gate.Key);
        session.Use(WriteSql)
            .Bind((long)gate.Hold).Bind(gate.HeldUntil).Bind(gate.Level).Bind(gate.HeldSince?.UtcTicks).Bind(gate.HeldBy).Bind(gate.Reason)
            .Bind(gate.Generation).Bind(row)
            .Run();
    }

    /// <summary>A gate; null when no config has ever named it.</summary>
    public static GateRow? Find(SqliteSession session, GateKey key)
    {
        using var row = session.Use(FindRowSql).Bind(key.Scope.Tenant).Bind(key.Scope.Owner).Bind(key.Origin);
        return row.Read() ? Read(session, row, 0) : null;
    }

    /// <summary>The gates that are or were held, in the order of their keys.</summary>
    public static List<GateRow> List(SqliteSession session)
    {
        var gates = new List<GateRow>();
        using var row = session.Use(ListSql);
        while (row.Read())
        {
            gates.Add(Read(session, row, 0));
        }

        return gates;
    }

    /// <summary>Reads the columns from <paramref name="at"/> on; those of a gate that was never held are null, which reads as open.</summary>
    public static GateRow Read(SqliteSession session, SqliteStatement row, int at) => new()
    {
        Key = new GateKey(new OwnerScope(row.Text(at), row.Text(at + 1)), row.Text(at + 2)),
        Hold = (GateHold)row.Int32(at + 3),
        HeldUntil = row.Time(at + 4),
        Level = row.Int32(at + 5),
        HeldSince = row.IsNull(at + 6) ? null : row.Time(at + 6),
        HeldBy = row.TextOrNull(at + 7),
        Reason = row.TextOrNull(at + 8),
        Generation = row.Int64(at + 9),
        Pauses = GatePauseTable.List(session, row.Int64(at + 10)),
    };
}
