using System.Buffers.Binary;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>The lanes of a gate whose first waiting delivery is overdue.</summary>
internal static class OverdueTable
{
    // A lane younger than the horizon has nothing that is overdue, and its id tells its age: most lanes are passed over without a look at an
    // event. `waiting > 0` is said as the partial index says it. The first delivery is looked for in two arms, for each stops at its first.
    private const string FindSql =
        """
        select l.lane from lane l
        where l.gate_row = (select gate_row from gate where tenant = ?1 and owner = ?2 and origin = ?3) and l.waiting > 0 and l.state <> 1
            and l.lane <= ?5
            and (
                (select e.committed_at from event e
                    where e.task_row = l.task_row and e.target = 0 and e.sequence > l.cursor and e.sequence <= l.tail and e.kinds & l.mask
                    order by e.sequence limit 1) <= ?4
                or (select e.committed_at from event e
                    where e.task_row = l.task_row and e.target = l.lane_row and e.sequence > l.cursor and e.sequence <= l.tail and e.kinds & l.mask
                    order by e.sequence limit 1) <= ?4)
        order by l.due
        """;

    /// <summary>Those with something committed at or before <paramref name="upTo"/> that are not in hand.</summary>
    public static List<Guid> Find(SqliteSession session, GateKey gate, DateTimeOffset upTo, int most, Func<Guid, bool> inHand)
    {
        var found = new List<Guid>();
        using var row = session.Use(FindSql).Bind(gate.Scope.Tenant).Bind(gate.Scope.Owner).Bind(gate.Origin).Bind(upTo).Bind(LastIdOf(upTo));
        while (found.Count < most && row.Read())
        {
            if (row.Guid(0) is var lane && !inHand(lane))
            {
                found.Add(lane);
            }
        }

        return found;
    }

    // The greatest UUIDv7 of that time: its milliseconds, then all bits.
    private static Guid LastIdOf(DateTimeOffset time)
    {
        Span<byte> id = stackalloc byte[16];
        id.Fill(0xFF);
        Span<byte> milliseconds = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, Math.Max(time.ToUnixTimeMilliseconds(), 0));
        milliseconds[2..].CopyTo(id);
        return new Guid(id, bigEndian: true);
    }
}
