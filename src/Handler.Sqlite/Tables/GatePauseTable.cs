using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>When operators held gates.</summary>
internal static class GatePauseTable
{
    private const string ListSql =
        """
        select from_at, until_at from gate_pause where gate_row = ? order by from_at
        """;

    private const string DeleteSql =
        """
        delete from gate_pause where gate_row = ?
        """;

    private const string InsertSql =
        """
        insert into gate_pause (gate_row, from_at, until_at) values (?, ?, ?)
        """;

    public static GatePauses List(SqliteSession session, long gateRow)
    {
        var pauses = new List<GatePause>();
        using var row = session.Use(ListSql).Bind(gateRow);
        while (row.Read())
        {
            pauses.Add(new GatePause(row.Time(0), row.Time(1)));
        }

        return GatePauses.Of(pauses);
    }

    /// <summary>Writes a gate's pauses in the place of those that are there.</summary>
    public static void Write(SqliteSession session, GateRow gate)
    {
        var gateRow = GateTable.RowOf(session, gate.Key);
        session.Use(DeleteSql).Bind(gateRow).Run();
        foreach (var pause in gate.Pauses.All)
        {
            session.Use(InsertSql).Bind(gateRow).Bind(pause.From).Bind(pause.Until).Run();
        }
    }
}
