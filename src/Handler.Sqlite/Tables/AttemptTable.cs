using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>
/// The attempts of lanes, appended to one growing table: rows that are written together lie together, where a table ordered by lane would
/// change a page for every lane of a flush. Older rows are summed up a batch at a time; reading shows them summed up already.
/// </summary>
internal static class AttemptTable
{
    /// <summary>A lane's rows are summed up each time its count has passed so many more.</summary>
    private const int Batch = 32;

    /// <summary>The ordinal of the row that sums up the older ones; the others count from 1.</summary>
    private const long Summed = 0;

    private const string InsertSql =
        $"""
        insert into attempt (lane_row, ordinal, {AttemptColumns.Names}) values (?, ?, {AttemptColumns.Values})
        """;

    private const string ListSql = $"select {AttemptColumns.Names} from attempt where lane_row = ? order by ordinal";

    private const string DeleteUpToSql = "delete from attempt where lane_row = ? and ordinal <= ?";

    /// <summary>Appends attempts.</summary>
    /// <returns>The number of the lane's last row now.</returns>
    public static long Append(SqliteSession session, StoredLane lane, IReadOnlyList<AttemptRecord> attempts)
    {
        var last = lane.Attempts;
        for (var i = 0; i < attempts.Count; i++)
        {
            Insert(session, lane.RowId, ++last, attempts[i]);
        }

        // By the count on the lane's row, so that the hot path asks no table whether there is something to sum up.
        if (last / Batch > lane.Attempts / Batch && last > AttemptHistory.KeptRows)
        {
            SumUp(session, lane.RowId, last - AttemptHistory.KeptRows);
        }

        return last;
    }

    public static IReadOnlyList<AttemptRecord> List(SqliteSession session, long laneRow)
    {
        var rows = new List<AttemptRecord>();
        using var row = session.Use(ListSql).Bind(laneRow);
        while (row.Read())
        {
            rows.Add(AttemptColumns.Read(row, 0)!);
        }

        // Up to a batch more rows lie here than are shown: what a reader sees must not depend on when it is summed up.
        return AttemptHistory.Append(rows, []);
    }

    public static void DeleteOf(SqliteSession session, long laneRow) => DeleteUpTo(session, laneRow, long.MaxValue);

    private static void SumUp(SqliteSession session, long laneRow, long through)
    {
        if (List(session, laneRow) is [{ Number: 0 } sum, ..])
        {
            // The earlier sum has ordinal 0, so it goes with the rows and is in the new one.
            DeleteUpTo(session, laneRow, through);
            Insert(session, laneRow, Summed, sum);
        }
    }

    private static void Insert(SqliteSession session, long laneRow, long ordinal, AttemptRecord attempt) =>
        AttemptColumns.Bind(session.Use(InsertSql).Bind(laneRow).Bind(ordinal), attempt).Run();

    private static void DeleteUpTo(SqliteSession session, long laneRow, long ordinal) =>
        session.Use(DeleteUpToSql).Bind(laneRow).Bind(ordinal).Run();
}
