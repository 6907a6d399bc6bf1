using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>Opens a lane on a task that has begun: just before a snapshot made for it, or at the end of the log.</summary>
internal static class LateLane
{
    public static StoredLane Open(
        SqliteSession session, TaskRecord task, NewPushConfig wanted, ConfigWrite write, DateTimeOffset now, Announcements announcements)
    {
        // Opened at the end of the log under the task's lock: an event is in the snapshot or after it, never lost in between.
        var row = LaneRules.Open(Guid.CreateVersion7(now), task.Key, wanted, task.LastSequence, now);
        var lane = LaneTable.Insert(session, task.RowId, row);
        // Of a task without events there is nothing to show yet: the lane reads them from the first one on.
        return write.OpensWithSnapshot && task.LastSequence > 0 ? AddSnapshot(session, task, lane, row.Tail, write.Bodies, now, announcements) : lane;
    }

    /// <summary>Appends the task as it is, for one lane alone.</summary>
    /// <param name="session">The session.</param>
    /// <param name="task">The task.</param>
    /// <param name="lane">The lane, at the end of the log.</param>
    /// <param name="tailBefore">Its tail as the dispatcher knows it.</param>
    /// <param name="render">Bodies of dialects that send more than the event.</param>
    /// <param name="now">The time.</param>
    /// <param name="announcements">Told of it.</param>
    public static StoredLane AddSnapshot(
        SqliteSession session,
        TaskRecord task,
        StoredLane lane,
        long tailBefore,
        NotificationBodyRenderer? render,
        DateTimeOffset now,
        Announcements announcements)
    {
        var (row, current) = (lane.Row, CheckpointTable.Fold(session, task));
        var sequence = task.LastSequence + 1;
        var update = StreamResponse.Of(current);
        var payload = A2AJson.Write(update);
        var snapshot = new NewEvent { Kinds = EventKinds.Snapshot, Target = EventTarget.For(row.Lane), Update = update, Payload = payload };
        var eventRow = EventTable.Append(session, task.RowId, lane.RowId, sequence, snapshot, now);
        var kept = CommitRules.KeepSnapshotBody(row.Format, current, render);
        if (kept is { } bytes)
        {
            BodyTable.Keep(session, eventRow, row.Format, bytes);
        }

        // The snapshot takes a sequence of the task, though this lane alone reads it: one numbering orders all that a lane gets.
        TaskTable.SetLastSequence(session, task, sequence);
        var after = lane with { Row = LaneRules.Advance(row, added: 1, sequence, now) };
        LaneTable.Advance(session, after);
        var body = NotificationBody.IsOfEvent(row.Format) ? payload : kept;
        var delivery = new LaneDelivery { Sequence = sequence, CommittedAt = now, Body = body };
        announcements.Counted(row.Task.Scope, 1);
        announcements.Advanced(new LaneAdvance(after.Row, tailBefore, [delivery]));
        return after;
    }
}
