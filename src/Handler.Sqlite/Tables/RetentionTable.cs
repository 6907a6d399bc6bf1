using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>What need not be kept any more: where it is, and its removal.</summary>
internal static class RetentionTable
{
    private const string OldDeadSql = "select dead_row from dead where at <= ? order by at limit ?";

    private const string DeadSpanSql = "select lane, from_sequence, to_sequence from dead where dead_row = ?";

    private const string DeleteDeadSql = "delete from dead where dead_row = ?";

    private const string SettledSql =
        """
        select task_row from task where settled_at is not null and settled_at <= ? and run_node is null order by settled_at limit ?
        """;

    private const string KeySql =
        """
        select tenant, owner, task_id, settled_at from task where task_row = ? and settled_at is not null and run_node is null
        """;

    private const string LastDeathSql = "select max(at) from dead where task_row = ?";

    private const string PostponeSql = "update task set settled_at = ? where task_row = ?";

    // `state not in` as the partial index says it. By its order, from where the last look ended.
    private const string LiveSql =
        """
        select t.task_row, t.tenant, t.owner, t.checkpoint_sequence,
            (select min(l.cursor) from lane l where l.task_row = t.task_row and l.waiting > 0),
            (select min(d.from_sequence) from dead d where d.task_row = t.task_row)
        from task t where t.state not in (3, 4, 5, 7) and (t.tenant, t.owner, t.task_row) > (?, ?, ?)
        order by t.tenant, t.owner, t.task_row limit ?
        """;

    // The oldest for each lane, whether it reads it or not: no later than what it reads next.
    private const string OldestWaitingSql =
        """
        select min(e.committed_at) from lane l join event e on e.task_row = l.task_row and e.target in (0, l.lane_row) and e.sequence > l.cursor
        where l.task_row = ? and l.waiting > 0
        """;

    // Times rise with the sequences: backwards from the bound, the first that is old enough ends the look.
    private const string LastCommittedBySql =
        """
        select sequence from event where task_row = ? and target = 0 and sequence <= ? and committed_at <= ? order by sequence desc limit 1
        """;

    private const string EventsSql = "select event_row from event where task_row = ? and sequence <= ? limit ?";

    private const string DeleteBodySql = "delete from body where event_row = ?";

    private const string DeleteEventSql = "delete from event where event_row = ?";

    private const string DeleteDeadOfTaskSql = "delete from dead where task_row = ?";

    private const string DeleteConfigsSql = "delete from config where task_row = ?";

    public static List<long> OldDead(SqliteSession session, DateTimeOffset before, int limit) =>
        Rows(session.Use(OldDeadSql).Bind(before).Bind(limit));

    /// <summary>Tasks that were settled at or before a time, as far as is known.</summary>
    public static List<long> Settled(SqliteSession session, DateTimeOffset before, int limit) =>
        Rows(session.Use(SettledSql).Bind(before).Bind(limit));

    /// <summary>Events of a task up to a sequence.</summary>
    public static List<long> Events(SqliteSession session, long taskRow, long through, int limit) =>
        Rows(session.Use(EventsSql).Bind(taskRow).Bind(through).Bind(limit));

    /// <summary>Where a dead stretch lies; null when it is no more.</summary>
    public static (Guid Lane, long From, long To)? DeadSpan(SqliteSession session, long deadRow)
    {
        using var row = session.Use(DeadSpanSql).Bind(deadRow);
        return row.Read() ? (row.Guid(0), row.Int64(1), row.Int64(2)) : null;
    }

    public static void DeleteDead(SqliteSession session, long deadRow) => session.Use(DeleteDeadSql).Bind(deadRow).Run();

    /// <summary>A task that has ended and is not run; null when it is no more.</summary>
    public static (TaskKey Key, DateTimeOffset SettledAt)? Ended(SqliteSession session, long taskRow)
    {
        using var row = session.Use(KeySql).Bind(taskRow);
        return row.Read() ? (new TaskKey(new OwnerScope(row.Text(0), row.Text(1)), row.Text(2)), row.Time(3)) : null;
    }

    public static DateTimeOffset? LastDeath(SqliteSession session, long taskRow) => TimeOrNull(session.Use(LastDeathSql).Bind(taskRow));

    /// <summary>A task is not to be looked at before its retention has passed from this time on.</summary>
    public static void Postpone(SqliteSession session, long taskRow, DateTimeOffset settledAt) =>
        session.Use(PostponeSql).Bind(settledAt).Bind(taskRow).Run();

    /// <summary>Tasks that have not ended, after <paramref name="after"/>, each with the bound that needs no look at times.</summary>
    public static List<LiveTask> Live(SqliteSession session, LiveTask? after, int limit)
    {
        var live = new List<LiveTask>();
        using var row = session.Use(LiveSql).Bind(after?.Scope.Tenant ?? "").Bind(after?.Scope.Owner ?? "").Bind(after?.RowId ?? -1).Bind(limit);
        while (row.Read())
        {
            var through = RetentionRules.PrunableThrough(row.Int64(3), row.Int64OrNull(4), row.Int64OrNull(5));
            live.Add(new LiveTask(row.Int64(0), new OwnerScope(row.Text(1), row.Text(2)), through));
        }

        return live;
    }

    /// <summary>When the oldest that waits on a task's lanes was committed; null when nothing waits.</summary>
    public static DateTimeOffset? OldestWaiting(SqliteSession session, long taskRow) => TimeOrNull(session.Use(OldestWaitingSql).Bind(taskRow));

    /// <summary>The last event up to a sequence that was committed at or before a time; null when there is none.</summary>
    public static long? LastCommittedBy(SqliteSession session, long taskRow, long through, DateTimeOffset before)
    {
        using var row = session.Use(LastCommittedBySql).Bind(taskRow).Bind(through).Bind(before);
        return row.Read() ? row.Int64(0) : null;
    }

    /// <summary>Removes events with the bodies beside them.</summary>
    public static void DeleteEvents(SqliteSession session, IEnumerable<long> eventRows)
    {
        foreach (var row in eventRows)
        {
            session.Use(DeleteBodySql).Bind(row).Run();
            session.Use(DeleteEventSql).Bind(row).Run();
        }
    }

    /// <summary>Removes the configs and the dead stretches of a task.</summary>
    public static void DeleteOfTask(SqliteSession session, long taskRow)
    {
        session.Use(DeleteConfigsSql).Bind(taskRow).Run();
        session.Use(DeleteDeadOfTaskSql).Bind(taskRow).Run();
    }

    private static DateTimeOffset? TimeOrNull(SqliteStatement statement)
    {
        using var row = statement;
        return row.Read() && !row.IsNull(0) ? row.Time(0) : null;
    }

    private static List<long> Rows(SqliteStatement statement)
    {
        var rows = new List<long>();
        using var row = statement;
        while (row.Read())
        {
            rows.Add(row.Int64(0));
        }

        return rows;
    }
}
