using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>Gives deliveries up: one row for a stretch of them. The lane's own row is for the caller to write.</summary>
internal static class LaneDeath
{
    /// <summary>Gives up what the notice names.</summary>
    public static StoredLane Die(SqliteSession session, StoredLane lane, DeathNotice notice)
    {
        // Counted in this transaction: the dispatcher knows sixteen deliveries ahead, and a stretch may be a backlog.
        var dying = LaneReading.Waiting(session, lane, LastOf(session, lane, notice));
        // The same notice may come twice, when its first write was answered by an error and yet done.
        if (dying.Count == 0)
        {
            return lane;
        }

        DeadTable.Insert(session, lane.TaskRow, new DeadStretch
        {
            Lane = lane.Row.Lane,
            From = dying.First,
            To = dying.Last,
            Count = dying.Count,
            Reason = notice.Reason,
            At = notice.At,
            LastAttempt = notice.LastAttempt,
        });
        return lane with { Row = LaneRules.Settle(lane.Row, dying.Last, dying.Count) };
    }

    /// <summary>Gives up all that waits.</summary>
    public static StoredLane CancelAll(
        SqliteSession session, StoredLane lane, DeadReason reason, DateTimeOffset at, AttemptRecord? lastAttempt)
    {
        var (from, to) = (lane.Row.Cursor + 1, lane.Row.Tail);
        return Die(session, lane, new DeathNotice { From = from, To = to, Reason = reason, At = at, LastAttempt = lastAttempt });
    }

    // Up to, and not including, the first delivery after the named ones that is young enough to live.
    private static long LastOf(SqliteSession session, StoredLane lane, DeathNotice notice) =>
        notice.AndCommittedUpTo is not { } time ? notice.To
        : LaneReading.FirstCommittedAfter(session, lane, notice.To, time) is { } living ? living - 1
        : lane.Row.Tail;
}
