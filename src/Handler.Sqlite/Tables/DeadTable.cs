using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>Dead stretches, by the id of their lane: they stay when the lane has gone.</summary>
internal static class DeadTable
{
    // Its config and its origin are copied: they are asked for when the lane has gone.
    private const string InsertSql =
        $"""
        insert into dead (lane, task_row, from_sequence, to_sequence, deliveries, reason, at, {AttemptColumns.Names}, config_id, origin)
        select ?, ?, ?, ?, ?, ?, ?, {AttemptColumns.Values}, l.config_id, g.origin
        from lane l join gate g on g.gate_row = l.gate_row where l.lane = ?
        """;

    private const string ListSql =
        $"""
        select from_sequence, to_sequence, deliveries, reason, at, {AttemptColumns.Names} from dead where lane = ? order by dead_row
        """;

    public static void Insert(SqliteSession session, long taskRow, DeadStretch dead)
    {
        var insert = session.Use(InsertSql)
            .Bind(dead.Lane).Bind(taskRow).Bind(dead.From).Bind(dead.To).Bind(dead.Count).Bind((long)dead.Reason).Bind(dead.At);
        AttemptColumns.Bind(insert, dead.LastAttempt).Bind(dead.Lane).Run();
    }

    public static List<DeadStretch> List(SqliteSession session, Guid lane)
    {
        var dead = new List<DeadStretch>();
        using var row = session.Use(ListSql).Bind(lane);
        while (row.Read())
        {
            dead.Add(new DeadStretch
            {
                Lane = lane,
                From = row.Int64(0),
                To = row.Int64(1),
                Count = row.Int32(2),
                Reason = (DeadReason)row.Int32(3),
                At = row.Time(4),
                LastAttempt = AttemptColumns.Read(row, 5),
            });
        }

        return dead;
    }
}
