using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>The transactions that remove what need not be kept any more. Readers find it, so that a look that finds nothing costs commits nothing.</summary>
internal static class RetentionWork
{
    /// <summary>Removes dead stretches, and the bodies that they held back.</summary>
    public static int RemoveDead(SqliteSession session, IReadOnlyList<long> deadRows)
    {
        var removed = 0;
        foreach (var deadRow in deadRows)
        {
            if (RetentionTable.DeadSpan(session, deadRow) is not var (id, from, to))
            {
                continue;
            }

            RetentionTable.DeleteDead(session, deadRow);
            removed++;
            if (LaneTable.Find(session, id) is { } lane)
            {
                BodyTable.Forget(session, lane, from - 1, to);
            }
        }

        return removed;
    }

    /// <summary>Removes tasks that have ended, those of them that were settled long enough ago; the others are looked at again in time.</summary>
    public static (int Tasks, int Events) RemoveEnded(
        SqliteSession session, IReadOnlyList<long> taskRows, RetentionSweep sweep, Announcements announcements)
    {
        var (tasks, events) = (0, 0);
        foreach (var taskRow in taskRows)
        {
            if (RetentionTable.Ended(session, taskRow) is not var (key, settledAt) || !IsOver(session, taskRow, key, settledAt, sweep))
            {
                continue;
            }

            // A long log goes in parts, and the task with the last of them.
            var rows = RetentionTable.Events(session, taskRow, long.MaxValue, sweep.MaxEvents - events);
            RetentionTable.DeleteEvents(session, rows);
            events += rows.Count;
            if (events >= sweep.MaxEvents)
            {
                break;
            }

            Remove(session, taskRow, key, announcements);
            tasks++;
        }

        return (tasks, events);
    }

    /// <summary>What may go of the logs of running tasks.</summary>
    public static List<long> FindPrunable(SqliteSession session, IReadOnlyList<LiveTask> tasks, RetentionSweep sweep)
    {
        var rows = new List<long>();
        foreach (var task in tasks.Where(task => task.Through > 0))
        {
            var before = RetentionRules.PrunableBefore(sweep, RetentionTable.OldestWaiting(session, task.RowId));
            if (rows.Count < sweep.MaxEvents && RetentionTable.LastCommittedBy(session, task.RowId, task.Through, before) is { } through)
            {
                rows.AddRange(RetentionTable.Events(session, task.RowId, through, sweep.MaxEvents - rows.Count));
            }
        }

        return rows;
    }

    /// <summary>Removes events that were found. What was below all lanes stays so, and a checkpoint never goes back.</summary>
    public static int Prune(SqliteSession session, List<long> eventRows)
    {
        RetentionTable.DeleteEvents(session, eventRows);
        return eventRows.Count;
    }

    private static bool IsOver(SqliteSession session, long taskRow, TaskKey key, DateTimeOffset settledAt, RetentionSweep sweep)
    {
        var lanes = LanesOf(session, key).ConvertAll(lane => lane.Row);
        var settled = RetentionRules.SettledAt(settledAt, lanes, RetentionTable.LastDeath(session, taskRow), sweep.Now);
        if (settled <= sweep.Before(sweep.Retention.EndedTasks))
        {
            return true;
        }

        RetentionTable.Postpone(session, taskRow, settled);
        return false;
    }

    private static void Remove(SqliteSession session, long taskRow, TaskKey key, Announcements announcements)
    {
        foreach (var lane in LanesOf(session, key))
        {
            LaneTable.Delete(session, lane);
            // Nothing waits on it, so nothing is in flight; told all the same, so that what was taken is forgotten.
            announcements.Changed(lane.Row.Lane, null);
        }

        RetentionTable.DeleteOfTask(session, taskRow);
        var task = TaskTable.Find(session, key)!;
        CheckpointTable.Delete(session, task);
        TaskTable.Delete(session, task);
    }

    private static List<StoredLane> LanesOf(SqliteSession session, TaskKey key) => LaneTable.OfTask(session, TaskTable.Find(session, key)!);
}
