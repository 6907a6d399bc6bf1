using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>
/// The rows of lanes. Each change has its own statement, so that an index is touched only when what it holds can have changed.
/// </summary>
internal static class LaneTable
{
    /// <summary>What <see cref="Read(SqliteStatement)"/> reads, from lane l, gate g and task t.</summary>
    public const string Columns = OwnColumns + ", l.config_id, g.origin, t.tenant, t.owner, t.task_id, l.collapse_above";

    /// <summary>How many columns that are.</summary>
    public const int ColumnCount = 25;

    /// <summary>The tables of <see cref="Columns"/>.</summary>
    public const string Tables = "lane l join gate g on g.gate_row = l.gate_row join task t on t.task_row = l.task_row";

    private const string OwnColumns =
        """
        l.lane_row, l.task_row, l.attempts, l.lane, l.generation, l.format, l.mask, l.cursor, l.tail, l.passed, l.waiting, l.passed_over,
        l.state, l.state_reason, l.due, l.tries, l.refusals, l.failures, l.shard
        """;

    private const string FindSql = $"select {Columns} from {Tables} where l.lane = ?";

    private const string FindByRowSql = $"select {Columns} from {Tables} where l.lane_row = ?";

    // Without the join to the task, whose key the caller has: this runs in every commit. In creation order, as in memory.
    private const string OfTaskSql =
        $"""
        select {OwnColumns}, l.config_id, g.origin, l.collapse_above from lane l join gate g on g.gate_row = l.gate_row
        where l.task_row = ? order by l.lane_row
        """;

    private const string FindForResultSql = $"select {OwnColumns}, l.gate_row from lane l where l.lane = ?";

    private const string InsertSql =
        """
        insert into lane (lane, task_row, config_id, gate_row, generation, format, mask, cursor, tail, passed, waiting, passed_over,
            state, state_reason, due, tries, refusals, failures, shard, collapse_above, attempts)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """;

    private const string AdvanceSql =
        """
        update lane set tail = ?, waiting = ?, passed_over = ?, due = ? where lane_row = ?
        """;

    private const string OverflowSql = "update lane set state = ?, state_reason = ? where lane_row = ?";

    private const string ResumeSql =
        """
        update lane set state = ?, state_reason = ?, cursor = ?, tail = ?, tries = ?, refusals = ? where lane_row = ?
        """;

    private const string RecordSql =
        """
        update lane set cursor = ?, passed = ?, waiting = ?, state = ?, state_reason = ?, due = ?, tries = ?, refusals = ?, failures = ?,
            attempts = ?
        where lane_row = ?
        """;

    private const string ReplaceSql =
        """
        update lane set gate_row = ?, generation = ?, mask = ?, tail = ?, waiting = ?, due = ?, tries = ?, refusals = ?, failures = ?,
            collapse_above = ?
        where lane_row = ?
        """;

    private const string GenerationSql = "update lane set generation = ? where lane_row = ?";

    private const string DeleteSql = "delete from lane where lane_row = ?";

    public static StoredLane? Find(SqliteSession session, Guid lane)
    {
        using var row = session.Use(FindSql).Bind(lane);
        return row.Read() ? Read(row) : null;
    }

    public static StoredLane? Find(SqliteSession session, long laneRow)
    {
        using var row = session.Use(FindByRowSql).Bind(laneRow);
        return row.Read() ? Read(row) : null;
    }

    /// <summary>A lane without the names of its task, config and gate: writing its results needs none of them. With the row of its gate.</summary>
    public static (StoredLane Lane, long GateRow)? FindForResult(SqliteSession session, Guid lane)
    {
        using var row = session.Use(FindForResultSql).Bind(lane);
        return row.Read() ? (Read(row, default, "", "", collapseAbove: null), row.Int64(19)) : null;
    }

    public static List<StoredLane> OfTask(SqliteSession session, TaskRecord task)
    {
        var lanes = new List<StoredLane>();
        using var row = session.Use(OfTaskSql).Bind(task.RowId);
        while (row.Read())
        {
            lanes.Add(Read(row, task.Key, row.Text(19), row.Text(20), row.Int32OrNull(21)));
        }

        return lanes;
    }

    /// <summary>Reads <see cref="Columns"/>, which come first.</summary>
    public static StoredLane Read(SqliteStatement row) =>
        Read(row, new TaskKey(new OwnerScope(row.Text(21), row.Text(22)), row.Text(23)), row.Text(19), row.Text(20), row.Int32OrNull(24));

    public static StoredLane Insert(SqliteSession session, long taskRow, LaneRow lane)
    {
        session.Use(InsertSql)
            .Bind(lane.Lane).Bind(taskRow).Bind(lane.ConfigId).Bind(GateTable.RowOf(session, lane.Gate))
            .Bind(lane.Generation).Bind((long)lane.Format).Bind((long)lane.Mask)
            .Bind(lane.Cursor).Bind(lane.Tail).Bind(lane.Passed).Bind(lane.Waiting).Bind(lane.PassedOver)
            .Bind((long)lane.State).Bind(lane.StateReason)
            .Bind(lane.Progress.Due).Bind(lane.Progress.Tries).Bind(lane.Progress.Refusals).Bind(lane.Progress.Failures)
            .Bind(lane.Shard).Bind(lane.CollapseAbove)
            .Run();
        return new StoredLane(session.LastRow, taskRow, 0, lane);
    }

    /// <summary>Writes what a commit changes.</summary>
    public static void Advance(SqliteSession session, StoredLane lane) =>
        session.Use(AdvanceSql)
            .Bind(lane.Row.Tail).Bind(lane.Row.Waiting).Bind(lane.Row.PassedOver).Bind(lane.Row.Progress.Due).Bind(lane.RowId)
            .Run();

    /// <summary>Writes that a lane has become full; beside <see cref="Advance"/>, which every commit runs.</summary>
    public static void Overflow(SqliteSession session, StoredLane lane) =>
        session.Use(OverflowSql).Bind((long)lane.Row.State).Bind(lane.Row.StateReason).Bind(lane.RowId).Run();

    /// <summary>Writes what changes when a drained lane goes on.</summary>
    public static void Resume(SqliteSession session, StoredLane lane)
    {
        var row = lane.Row;
        session.Use(ResumeSql)
            .Bind((long)row.State).Bind(row.StateReason).Bind(row.Cursor).Bind(row.Tail).Bind(row.Progress.Tries).Bind(row.Progress.Refusals)
            .Bind(lane.RowId)
            .Run();
    }

    /// <summary>Writes what a result changes.</summary>
    public static void Record(SqliteSession session, StoredLane lane)
    {
        var row = lane.Row;
        session.Use(RecordSql)
            .Bind(row.Cursor).Bind(row.Passed).Bind(row.Waiting).Bind((long)row.State).Bind(row.StateReason)
            .Bind(row.Progress.Due).Bind(row.Progress.Tries).Bind(row.Progress.Refusals).Bind(row.Progress.Failures)
            .Bind(lane.Attempts).Bind(lane.RowId)
            .Run();
    }

    /// <summary>Writes what the replacement of its config changes.</summary>
    public static void Replace(SqliteSession session, StoredLane lane)
    {
        var row = lane.Row;
        session.Use(ReplaceSql)
            .Bind(GateTable.RowOf(session, row.Gate)).Bind(row.Generation).Bind((long)row.Mask).Bind(row.Tail).Bind(row.Waiting)
            .Bind(row.Progress.Due).Bind(row.Progress.Tries).Bind(row.Progress.Refusals).Bind(row.Progress.Failures)
            .Bind(row.CollapseAbove).Bind(lane.RowId)
            .Run();
    }

    /// <summary>Writes its generation alone: no result raises it.</summary>
    public static void SetGeneration(SqliteSession session, StoredLane lane) =>
        session.Use(GenerationSql).Bind(lane.Row.Generation).Bind(lane.RowId).Run();

    /// <summary>Removes a lane with its attempts; what died on it stays readable.</summary>
    public static void Delete(SqliteSession session, StoredLane lane)
    {
        AttemptTable.DeleteOf(session, lane.RowId);
        session.Use(DeleteSql).Bind(lane.RowId).Run();
    }

    private static StoredLane Read(SqliteStatement row, TaskKey task, string configId, string origin, int? collapseAbove) => new(
        row.Int64(0),
        row.Int64(1),
        row.Int64(2),
        new LaneRow
        {
            Lane = row.Guid(3),
            Task = task,
            ConfigId = configId,
            Gate = new GateKey(task.Scope, origin),
            Generation = row.Int64(4),
            Format = (WireFormat)row.Int32(5),
            Mask = (EventKinds)row.Int32(6),
            Cursor = row.Int64(7),
            Tail = row.Int64(8),
            Passed = row.Int64OrNull(9),
            Waiting = row.Int32(10),
            CollapseAbove = collapseAbove,
            PassedOver = row.Int64(11),
            State = (LaneState)row.Int32(12),
            StateReason = row.TextOrNull(13),
            Progress = new LaneProgress(row.Time(14), row.Int32(15), row.Int32(16), row.Int32(17)),
            Shard = row.Int32(18),
        });
}
