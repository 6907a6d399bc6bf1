using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>
/// The logs of tasks. A row is appended to one growing table, and an index by task, target and sequence finds it: with the bodies in the
/// index itself (WITHOUT ROWID) inserting took four times as long and wrote twice as much.
/// </summary>
internal static class EventTable
{
    /// <summary>The target of what is for all lanes; a lane's own events have its row as their target.</summary>
    public const long ForAll = 0;

    /// <summary>The target of what no lane reads.</summary>
    public const long ForNone = -1;

    private const string InsertSql =
        """
        insert into event (task_row, target, sequence, kinds, committed_at, trace_parent, payload) values (?, ?, ?, ?, ?, ?, ?)
        """;

    // Two arms, each in the order of the index: 0 is for all, -1 for none. What is for one lane has a lane's row and is left out.
    private const string LogSql =
        """
        select sequence, kinds, committed_at, payload from event where task_row = ?1 and target = 0 and sequence > ?2
        union all
        select sequence, kinds, committed_at, payload from event where task_row = ?1 and target = -1 and sequence > ?2
        order by sequence limit ?3
        """;

    // By target and not by mask: what died under an earlier mask must still be readable for its redelivery.
    private const string BodySql =
        """
        select l.format, e.payload, b.bytes from lane l
        join event e on e.task_row = l.task_row and e.target in (0, l.lane_row) and e.sequence = ?2
        left join body b on b.event_row = e.event_row and b.format = l.format
        where l.lane = ?1
        """;

    private const string FindSql =
        """
        select sequence, kinds, committed_at, payload from event where task_row = ? and target in (0, ?) and sequence = ?
        """;

    /// <summary>Appends an event.</summary>
    /// <returns>Its row, which kept bodies name.</returns>
    public static long Append(SqliteSession session, long taskRow, long target, long sequence, NewEvent added, DateTimeOffset at)
    {
        session.Use(InsertSql)
            .Bind(taskRow).Bind(target).Bind(sequence).Bind((long)added.Kinds).Bind(at).Bind(added.TraceParent).Bind(added.Payload.Span)
            .Run();
        return session.LastRow;
    }

    /// <summary>The log without what is for one lane only.</summary>
    public static List<StoredEvent> Read(SqliteSession session, long taskRow, long after, long limit)
    {
        var events = new List<StoredEvent>();
        using var row = session.Use(LogSql).Bind(taskRow).Bind(after).Bind(limit);
        while (row.Read())
        {
            events.Add(ReadEvent(row));
        }

        return events;
    }

    /// <summary>The event of a sequence, if it is for all or for this lane.</summary>
    public static StoredEvent? Find(SqliteSession session, long taskRow, long laneRow, long sequence)
    {
        using var row = session.Use(FindSql).Bind(taskRow).Bind(laneRow).Bind(sequence);
        return row.Read() ? ReadEvent(row) : null;
    }

    /// <summary>The payloads above a checkpoint, one at a time.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Payloads(SqliteSession session, long taskRow, long after)
    {
        // Lazily: a fold over a long log holds one payload at a time beside the task.
        using var row = session.Use(LogSql).Bind(taskRow).Bind(after).Bind(long.MaxValue);
        while (row.Read())
        {
            yield return row.Bytes(3);
        }
    }

    /// <summary>What the body of an event is made of in a lane's format; null when there is no such lane, or no such event for it.</summary>
    public static ReadOnlyMemory<byte>? Body(SqliteSession session, Guid lane, long sequence)
    {
        using var row = session.Use(BodySql).Bind(lane).Bind(sequence);
        if (!row.Read())
        {
            return null;
        }

        var format = (WireFormat)row.Int32(0);
        return NotificationBody.IsOfEvent(format) ? row.Bytes(1)
            : !row.IsNull(2) ? row.Bytes(2)
            : TaskBodies.NotKept(format, row.Span(1));
    }
    private static StoredEvent ReadEvent(SqliteStatement row) => new()
    {
        Sequence = row.Int64(0),
        Kinds = (EventKinds)row.Int32(1),
        CommittedAt = row.Time(2),
        Payload = row.Bytes(3),
    };
}
