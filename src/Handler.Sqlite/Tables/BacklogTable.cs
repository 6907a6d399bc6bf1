using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>What waits, over all lanes.</summary>
internal static class BacklogTable
{
    // `state = 2` is said as the partial index says it, or it is not used.
    private const string DrainedSql = "select lane from lane where state = 2 and waiting = 0 limit ?";

    private const string SumsSql =
        """
        select g.tenant, g.owner, sum(l.waiting) from gate g join lane l on l.gate_row = g.gate_row
        where l.waiting > 0 group by g.tenant, g.owner
        """;

    // The states that are no end, as the partial index says them.
    private const string LiveConfigsSql =
        """
        select count(*) from task t join config c on c.task_row = t.task_row
        where t.tenant = ? and t.owner = ? and t.state not in (3, 4, 5, 7)
        """;

    private const string WaitingConfigsSql =
        """
        select count(*) from gate g join lane l on l.gate_row = g.gate_row join task t on t.task_row = l.task_row
        where g.tenant = ? and g.owner = ? and l.waiting > 0 and t.state in (3, 4, 5, 7)
        """;

    /// <summary>The configs of an owner on tasks that run, and those with something waiting on tasks that have ended.</summary>
    public static int CountConfigs(SqliteSession session, OwnerScope owner) =>
        Count(session, LiveConfigsSql, owner) + Count(session, WaitingConfigsSql, owner);

    /// <summary>Full lanes on which nothing waits.</summary>
    public static List<Guid> Drained(SqliteSession session, int limit)
    {
        var drained = new List<Guid>();
        using var row = session.Use(DrainedSql).Bind(limit);
        while (row.Read())
        {
            drained.Add(row.Guid(0));
        }

        return drained;
    }

    /// <summary>How much waits for each owner.</summary>
    public static List<KeyValuePair<OwnerScope, long>> Sums(SqliteSession session)
    {
        var sums = new List<KeyValuePair<OwnerScope, long>>();
        using var row = session.Use(SumsSql);
        while (row.Read())
        {
            sums.Add(new(new OwnerScope(row.Text(0), row.Text(1)), row.Int64(2)));
        }

        return sums;
    }

    private static int Count(SqliteSession session, string sql, OwnerScope owner)
    {
        using var row = session.Use(sql).Bind(owner.Tenant).Bind(owner.Owner);
        row.Read();
        return row.Int32(0);
    }
}
