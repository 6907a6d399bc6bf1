using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>Pages of lanes over all owners, the youngest first.</summary>
internal static class LaneListing
{
    private const string Filter =
        """
        l.lane < ?1 and (?2 is null or t.tenant = ?2) and (?3 is null or t.owner = ?3)
        and (?4 is null or l.config_id = ?4) and (?5 is null or g.origin = ?5) and (?6 is null or l.state = ?6)
        """;

    // The order of the joins is told: from an owner or an origin no index leads to its lanes.
    private const string Joins = "cross join gate g on g.gate_row = l.gate_row cross join task t on t.task_row = l.task_row";

    private const string PageSql =
        $"""
        select {LaneTable.Columns} from lane l {Joins} where {Filter} order by l.lane desc limit ?7
        """;

    // Over what waits alone: few lanes of many, as a rule, and the table's order would lead through all of them.
    private const string WaitingPageSql =
        $"""
        select {LaneTable.Columns} from lane l indexed by lane_due {Joins} where l.waiting > 0 and {Filter} order by l.lane desc limit ?7
        """;

    private const string OfTasksPageSql =
        $"""
        select {LaneTable.Columns} from lane l {Joins}
        where l.task_row in (select task_row from task where task_id = ?8) and (?9 = 0 or l.waiting > 0) and {Filter}
        order by l.lane desc limit ?7
        """;

    // What is for all and what is for this lane alone, each from the index, and of the two the first.
    private const string HeadSql =
        """
        select sequence, committed_at from event
        where task_row = ?1 and target = 0 and sequence > ?3 and sequence <= ?4 and kinds & ?5
        union all
        select sequence, committed_at from event
        where task_row = ?1 and target = ?2 and sequence > ?3 and sequence <= ?4 and kinds & ?5
        order by sequence limit 1
        """;

    private const string LastAttemptSql =
        $"""
        select {AttemptColumns.Names} from attempt where lane_row = ? order by ordinal desc limit 1
        """;

    private const string DeadSql = "select coalesce(sum(deliveries), 0) from dead where lane = ?";

    public static LanePage Read(SqliteSession session, LaneQuery query)
    {
        var found = Find(session, query);
        var page = found.Take(query.Limit).Select(lane => Report(session, lane)).ToList();
        return new LanePage(page, found.Count > page.Count ? page[^1].Row.Lane : null);
    }

    private static List<StoredLane> Find(SqliteSession session, LaneQuery query)
    {
        var lanes = new List<StoredLane>();
        using var row = Begin(session, query);
        while (row.Read())
        {
            lanes.Add(LaneTable.Read(row));
        }

        return lanes;
    }

    private static SqliteStatement Begin(SqliteSession session, LaneQuery query) => query.TaskId is { } task
        ? Bind(session.Use(OfTasksPageSql), query).Bind(task).Bind(query.WaitingOnly)
        : Bind(session.Use(query.WaitingOnly ? WaitingPageSql : PageSql), query);

    private static SqliteStatement Bind(SqliteStatement statement, LaneQuery query) => statement
        .Bind(query.After ?? Guid.AllBitsSet).Bind(query.Tenant).Bind(query.Owner).Bind(query.ConfigId).Bind(query.Origin).Bind((long?)query.State)
        .Bind(query.Limit + 1L);

    private static LaneReport Report(SqliteSession session, StoredLane lane) => new()
    {
        Row = lane.Row,
        Head = Head(session, lane),
        LastAttempt = LastAttempt(session, lane),
        Dead = Dead(session, lane.Row.Lane),
    };

    private static LaneDelivery? Head(SqliteSession session, StoredLane lane)
    {
        using var row = session.Use(HeadSql)
            .Bind(lane.TaskRow).Bind(lane.RowId).Bind(lane.Row.Cursor).Bind(lane.Row.Tail).Bind((long)lane.Row.Mask);
        return row.Read() ? new LaneDelivery { Sequence = row.Int64(0), CommittedAt = row.Time(1) } : null;
    }

    private static AttemptRecord? LastAttempt(SqliteSession session, StoredLane lane)
    {
        using var row = session.Use(LastAttemptSql).Bind(lane.RowId);
        return row.Read() ? AttemptColumns.Read(row, 0) : null;
    }

    private static long Dead(SqliteSession session, Guid lane)
    {
        using var row = session.Use(DeadSql).Bind(lane);
        row.Read();
        return row.Int64(0);
    }
}
