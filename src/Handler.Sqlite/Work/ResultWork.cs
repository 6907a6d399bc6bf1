using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>The transaction that writes results: never touches a task.</summary>
internal static class ResultWork
{
    public static RecordResult Write(
        SqliteSession session, ResultBatch batch, long epoch, DateTimeOffset now, Announcements announcements, Backlogs backlogs)
    {
        // A dispatcher that outlived its store's opening must not move cursors of the new one.
        if (batch.Epoch != epoch)
        {
            return new RecordResult(RecordOutcome.Fenced, []);
        }

        var drained = new List<Guid>();
        foreach (var result in batch.Lanes)
        {
            // Its config may have been deleted while the attempt was in flight: then there is nobody to write it for.
            if (LaneTable.FindForResult(session, result.Lane) is not var (lane, gateRow))
            {
                continue;
            }

            var after = Write(session, lane, result, now);
            announcements.Counted(backlogs.OwnerOf(session, gateRow), after.Waiting - lane.Row.Waiting);
            if (LaneRules.IsDrained(after))
            {
                drained.Add(after.Lane);
            }
        }

        foreach (var gate in batch.Gates)
        {
            GateTable.Write(session, GateRules.Record(GateTable.Find(session, gate.Key) ?? new GateRow { Key = gate.Key }, gate));
        }

        return new RecordResult(RecordOutcome.Recorded, drained);
    }

    private static LaneRow Write(SqliteSession session, StoredLane lane, LaneResult result, DateTimeOffset now)
    {
        var after = lane with { Attempts = AttemptTable.Append(session, lane, result.Attempts) };
        after = result.DeliveredThrough is { } through ? Deliver(session, after, through) : after;
        // A 2xx of an earlier generation is true for ever; its failures say nothing of the address that is there now.
        if (result.Generation == lane.Row.Generation)
        {
            after = Progress(session, after, result, now);
        }
        else if (after.Row.Waiting < lane.Row.Waiting)
        {
            after = after with { Row = LaneRules.ForgetHead(after.Row) };
        }

        LaneTable.Record(session, after);
        BodyTable.Forget(session, after, lane.Row.Cursor, after.Row.Cursor);
        return after.Row;
    }

    private static StoredLane Deliver(SqliteSession session, StoredLane lane, long through)
    {
        // Counted here and not taken from the result: a write that was answered by an error and yet done may come again.
        var waited = LaneReading.Waiting(session, lane, through);
        return lane with { Row = LaneRules.Deliver(lane.Row, through, waited.Count) };
    }

    private static StoredLane Progress(SqliteSession session, StoredLane lane, LaneResult result, DateTimeOffset now)
    {
        var after = result.Death is { } notice ? LaneDeath.Die(session, lane, notice) : lane;
        // After the death: the progress is that of the delivery that comes next.
        after = after with { Row = LaneRules.Progress(after.Row, result) };
        var lastAttempt = result.Attempts is [.., var last] ? last : result.Death?.LastAttempt;
        return after.Row.State == LaneState.Gone ? LaneDeath.CancelAll(session, after, DeadReason.Gone, now, lastAttempt) : after;
    }
}
