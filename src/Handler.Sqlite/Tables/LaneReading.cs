using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>
/// What a lane reads of its task's log: of what is for all and of what is for it, the kinds in its mask. Answered from one index.
/// </summary>
internal static class LaneReading
{
    // No payload is as small as this.
    private const long NoBodies = -1;

    // Two arms and not `in (0, ?2)`: each comes from the index in order and is merged, so the limit stops both early.
    private const string NextSql =
        """
        select sequence, committed_at, trace_parent, case when length(payload) <= ?7 then payload end from event
        where task_row = ?1 and target = 0 and sequence > ?3 and sequence <= ?4 and kinds & ?5
        union all
        select sequence, committed_at, trace_parent, case when length(payload) <= ?7 then payload end from event
        where task_row = ?1 and target = ?2 and sequence > ?3 and sequence <= ?4 and kinds & ?5
        order by sequence limit ?6
        """;

    // Here the order does not matter, and the index answers without a look at the rows.
    private const string SpanSql =
        """
        select count(*), min(sequence), max(sequence) from event
        where task_row = ?1 and target in (0, ?2) and sequence > ?3 and sequence <= ?4 and kinds & ?5
        """;

    private const string FirstAfterTimeSql =
        """
        select min(sequence) from event
        where task_row = ?1 and target in (0, ?2) and sequence > ?3 and sequence <= ?4 and kinds & ?5 and committed_at > ?6
        """;

    /// <summary>The next deliveries above <paramref name="after"/> and above the cursor.</summary>
    public static List<LaneDelivery> Next(SqliteSession session, StoredLane lane, long after)
    {
        var next = new List<LaneDelivery>();
        // What was settled meanwhile is not read again, wherever the asker believes the cursor to be.
        using var row = Bind(session.Use(NextSql), lane, Math.Max(after, lane.Row.Cursor), lane.Row.Tail)
            .Bind(LaneWork.MaxAhead).Bind(NotificationBody.IsOfEvent(lane.Row.Format) ? LaneWork.MaxBodyAhead : NoBodies);
        while (row.Read())
        {
            next.Add(new LaneDelivery
            {
                Sequence = row.Int64(0),
                CommittedAt = row.Time(1),
                TraceParent = row.TextOrNull(2),
                Body = row.IsNull(3) ? (ReadOnlyMemory<byte>?)null : row.Bytes(3),
            });
        }

        return next;
    }

    /// <summary>The deliveries that wait up to <paramref name="through"/>.</summary>
    public static LaneSpan Waiting(SqliteSession session, StoredLane lane, long through)
    {
        using var row = Bind(session.Use(SpanSql), lane, lane.Row.Cursor, Math.Min(through, lane.Row.Tail));
        row.Read();
        return new LaneSpan(row.Int32(0), row.Int64(1), row.Int64(2));
    }

    /// <summary>
    /// The first delivery above <paramref name="after"/> that was committed after <paramref name="time"/>; null when there is none.
    /// </summary>
    public static long? FirstCommittedAfter(SqliteSession session, StoredLane lane, long after, DateTimeOffset time)
    {
        using var row = Bind(session.Use(FirstAfterTimeSql), lane, Math.Max(after, lane.Row.Cursor), lane.Row.Tail).Bind(time);
        row.Read();
        return row.Int64OrNull(0);
    }

    private static SqliteStatement Bind(SqliteStatement statement, StoredLane lane, long above, long through) =>
        statement.Bind(lane.TaskRow).Bind(lane.RowId).Bind(above).Bind(through).Bind((long)lane.Row.Mask);
}
