using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>The transaction of a commit: the heart of the store.</summary>
internal static class CommitWork
{
    // The target of an event for one lane that is no longer there: in the log, for nobody.
    private const long ForLostLane = -2;

    public static CommitResult Write(SqliteSession session, TaskCommit commit, DateTimeOffset now, Announcements announcements, OwnerBacklogs backlogs)
    {
        if (TaskTable.Find(session, commit.Key) is not { } task)
        {
            return new CommitResult(CommitOutcome.TaskNotFound, 0, default);
        }

        // The fence: a run that was taken over while its node was frozen must not write to the task any more.
        if (task.Run != commit.Run)
        {
            return new CommitResult(CommitOutcome.RunLost, 0, default);
        }

        var events = CommitRules.Mark(commit.Events);
        // All lanes are read in the transaction that gives the sequences: a config stored a moment later opens above them.
        var lanes = LaneTable.OfTask(session, task);
        var kept = CommitRules.KeepBodies(commit, events, lanes.ConvertAll(lane => lane.Row));
        Append(session, task, events, lanes, kept, now, announcements);
        TaskTable.Commit(session, task, commit, task.LastSequence + events.Count, now);
        var deliveries = new CommittedDeliveries(events, kept, task.LastSequence + 1, now);
        // Before the first lane takes its share: what room there is for the owner must not hang on the order of the lanes.
        var waiting = backlogs.Of(commit.Key.Scope);
        foreach (var lane in lanes)
        {
            Advance(session, lane, deliveries, backlogs.RoomOn(lane.Row, waiting), now, announcements);
        }

        return new CommitResult(CommitOutcome.Committed, events.Count > 0 ? task.LastSequence + 1 : 0, now);
    }

    private static void Append(
        SqliteSession session,
        TaskRecord task,
        IReadOnlyList<NewEvent> events,
        List<StoredLane> lanes,
        IReadOnlyList<KeptBody> kept,
        DateTimeOffset now,
        Announcements announcements)
    {
        var body = 0;
        for (var i = 0; i < events.Count; i++)
        {
            var row = EventTable.Append(session, task.RowId, TargetOf(events[i], lanes), task.LastSequence + 1 + i, events[i], now);
            for (; body < kept.Count && kept[body].Index == i; body++)
            {
                BodyTable.Keep(session, row, kept[body].Format, kept[body].Body);
                announcements.Kept(kept[body].Body);
            }
        }
    }

    private static long TargetOf(NewEvent added, List<StoredLane> lanes) =>
        added.Target.IsNone ? EventTable.ForNone
        : added.Target.Lane is not { } lane ? EventTable.ForAll
        // Its config was deleted between the agent's call and the commit; the sequence is spent, holes are normal.
        : lanes.Find(candidate => candidate.Row.Lane == lane)?.RowId ?? ForLostLane;

    private static void Advance(
        SqliteSession session, StoredLane lane, CommittedDeliveries deliveries, int room, DateTimeOffset now, Announcements announcements)
    {
        var (read, byHand) = deliveries.For(lane.Row);
        if (read.Count == 0)
        {
            return;
        }

        var taken = LaneRules.Take(lane.Row, read.Count, byHand, room);
        var through = taken == 0 ? lane.Row.Tail : read[taken - 1].Sequence;
        var after = lane with { Row = LaneRules.Advance(lane.Row, taken, through, now, read.Count - taken) };
        LaneTable.Advance(session, after);
        if (after.Row.State != lane.Row.State)
        {
            LaneTable.Overflow(session, after);
        }

        announcements.Counted(lane.Row.Task.Scope, taken);
        // A full lane counts what passes it over and a gone one nothing; neither has news for the dispatcher.
        if (lane.Row.TakesEvents)
        {
            announcements.Advanced(new LaneAdvance(after.Row, lane.Row.Tail, taken == read.Count ? read : read[..taken]));
        }
    }
}
