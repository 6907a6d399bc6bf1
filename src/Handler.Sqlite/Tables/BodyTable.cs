using Handler.Protocol;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>The bodies that are kept beside events, because they are not functions of the event alone.</summary>
internal static class BodyTable
{
    private const string InsertSql =
        """
        insert into body (event_row, format, bytes) values (?, ?, ?)
        """;

    // What is for all goes when the last lane of its format has passed it (one where nothing waits holds nothing back), and stays under a
    // stretch that can be redelivered. Only what this lane has just passed is looked at: of what others hold back, the last will come by.
    private const string ForgetSql =
        """
        delete from body where format = ?1 and event_row in (
            select e.event_row from event e
            where e.task_row = ?2 and e.target = 0 and e.sequence > ?4
                and e.sequence <= min(?5, coalesce((select min(cursor) from lane where task_row = ?2 and format = ?1 and waiting > 0), ?5))
                and not exists (
                    select 1 from lane l join dead d on d.lane = l.lane
                    where l.task_row = ?2 and l.format = ?1 and e.sequence between d.from_sequence and d.to_sequence)
            union all
            select e.event_row from event e
            where e.task_row = ?2 and e.target = ?3 and e.sequence > ?4 and e.sequence <= ?5
                and not exists (
                    select 1 from lane l join dead d on d.lane = l.lane
                    where l.lane_row = ?3 and e.sequence between d.from_sequence and d.to_sequence))
        """;

    /// <summary>Keeps a body beside its event.</summary>
    public static void Keep(SqliteSession session, long eventRow, WireFormat format, ReadOnlyMemory<byte> body) =>
        session.Use(InsertSql).Bind(eventRow).Bind((long)format).Bind(body.Span).Run();

    /// <summary>Forgets the bodies that nobody needs any more, once a lane has been deleted: also those that its dead letters held back.</summary>
    /// <param name="session">The session.</param>
    /// <param name="lane">The lane that is no longer there.</param>
    /// <param name="end">The last sequence of its log.</param>
    public static void ForgetAll(SqliteSession session, StoredLane lane, long end) => Forget(session, lane, after: 0, end);

    /// <summary>Forgets the bodies that nobody needs any more, once a lane, as it is written now, has passed them.</summary>
    /// <param name="session">The session.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="after">Where its cursor was before.</param>
    /// <param name="through">Where its cursor is now.</param>
    public static void Forget(SqliteSession session, StoredLane lane, long after, long through)
    {
        if (through > after && !NotificationBody.IsOfEvent(lane.Row.Format))
        {
            session.Use(ForgetSql).Bind((long)lane.Row.Format).Bind(lane.TaskRow).Bind(lane.RowId).Bind(after).Bind(through).Run();
        }
    }
}
