using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>The transaction of an operator who holds or resumes a gate.</summary>
internal static class GateWork
{
    public static GateChange Change(SqliteSession session, GateKey key, Func<GateRow, GateRow> change, Announcements announcements)
    {
        if (GateTable.Find(session, key) is not { } before)
        {
            return new GateChange(GateChangeOutcome.NotFound, null);
        }

        var after = change(before);
        if (after == before)
        {
            return new GateChange(GateChangeOutcome.Unchanged, before);
        }

        GateTable.Write(session, after);
        GatePauseTable.Write(session, after);
        announcements.Changed(after);
        return new GateChange(GateChangeOutcome.Changed, after);
    }
}
