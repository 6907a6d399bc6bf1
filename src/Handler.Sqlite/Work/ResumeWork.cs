using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>The transaction that lets a full lane go on, once nothing waits on it any more.</summary>
internal static class ResumeWork
{
    public static LaneRow? Write(SqliteSession session, LaneResume resume, DateTimeOffset now, Announcements announcements)
    {
        if (LaneTable.Find(session, resume.Lane) is not { } lane || !LaneRules.IsDrained(lane.Row))
        {
            return null;
        }

        var task = TaskTable.Find(session, lane.Row.Task)!;
        var after = lane with { Row = LaneRules.Resume(lane.Row, task.LastSequence) };
        LaneTable.Resume(session, after);
        after = resume.WithSnapshot ? LateLane.AddSnapshot(session, task, after, lane.Row.Tail, resume.Bodies, now, announcements) : after;
        // The bodies of a commit are kept before it is known how much of it a lane takes.
        BodyTable.Forget(session, after, lane.Row.Cursor, after.Row.Cursor);
        return after.Row;
    }
}
