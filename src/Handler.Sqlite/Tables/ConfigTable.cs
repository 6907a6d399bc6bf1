using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>The rows of push configs: where each sends to, and which lane reads for it.</summary>
internal static class ConfigTable
{
    private const string SelectSql =
        $"""
        select {LaneTable.Columns}, c.origin, c.secret, c.created_at
        from {LaneTable.Tables} join config c on c.lane_row = l.lane_row
        """;

    private const string FindSql = SelectSql + " where c.task_row = ? and c.config_id = ?";

    private const string ListSql = SelectSql + " where c.task_row = ? order by c.config_row";

    private const string ListOfOwnerSql =
        SelectSql + " where t.tenant = ? and t.owner = ? and t.announced = 1 order by c.created_at, t.task_id, c.config_id";

    private const string CountSql = "select count(*) from config where task_row = ?";

    private const string InsertSql =
        """
        insert into config (task_row, config_id, lane_row, origin, secret, created_at) values (?, ?, ?, ?, ?, ?)
        """;

    // created_at stays: a list goes by creation, and a replaced config keeps its place in it.
    private const string ReplaceSql =
        """
        update config set lane_row = ?, origin = ?, secret = ? where task_row = ? and config_id = ?
        """;

    private const string DeleteSql = "delete from config where task_row = ? and config_id = ?";

    // With the generation in the same read: an attempt must not carry the secret of one generation under another's number.
    private const string EndpointSql =
        """
        select l.generation, l.format, c.origin, c.secret from lane l join config c on c.task_row = l.task_row and c.config_id = l.config_id
        where l.lane = ?
        """;

    public static (StoredPushConfig Config, StoredLane Lane)? Find(SqliteSession session, TaskRecord task, string configId)
    {
        using var row = session.Use(FindSql).Bind(task.RowId).Bind(configId);
        return row.Read() ? Read(row) : null;
    }

    /// <summary>The configs of a task in the order of their creation.</summary>
    public static List<StoredPushConfig> List(SqliteSession session, TaskRecord task)
    {
        var configs = new List<StoredPushConfig>();
        using var row = session.Use(ListSql).Bind(task.RowId);
        while (row.Read())
        {
            configs.Add(Read(row).Config);
        }

        return configs;
    }

    /// <summary>The configs of an owner's announced tasks, by their creation, then by task and id.</summary>
    public static List<StoredPushConfig> ListOfOwner(SqliteSession session, OwnerScope scope)
    {
        var configs = new List<StoredPushConfig>();
        using var row = session.Use(ListOfOwnerSql).Bind(scope.Tenant).Bind(scope.Owner);
        while (row.Read())
        {
            configs.Add(Read(row).Config);
        }

        return configs;
    }

    public static int Count(SqliteSession session, TaskRecord task)
    {
        using var row = session.Use(CountSql).Bind(task.RowId);
        row.Read();
        return row.Int32(0);
    }

    public static void Insert(SqliteSession session, StoredLane lane, SealedEndpoint endpoint, DateTimeOffset now) =>
        session.Use(InsertSql)
            .Bind(lane.TaskRow).Bind(lane.Row.ConfigId).Bind(lane.RowId).Bind(endpoint.Origin).Bind(endpoint.Secret.Span).Bind(now)
            .Run();

    public static void Replace(SqliteSession session, StoredLane lane, SealedEndpoint endpoint) =>
        session.Use(ReplaceSql)
            .Bind(lane.RowId).Bind(endpoint.Origin).Bind(endpoint.Secret.Span).Bind(lane.TaskRow).Bind(lane.Row.ConfigId)
            .Run();

    public static void Delete(SqliteSession session, StoredLane lane) =>
        session.Use(DeleteSql).Bind(lane.TaskRow).Bind(lane.Row.ConfigId).Run();

    public static LaneEndpoint? Endpoint(SqliteSession session, Guid lane)
    {
        using var row = session.Use(EndpointSql).Bind(lane);
        return row.Read()
            ? new LaneEndpoint(row.Int64(0), new SealedEndpoint { Origin = row.Text(2), Secret = row.Bytes(3) }, (WireFormat)row.Int32(1))
            : null;
    }

    private static (StoredPushConfig Config, StoredLane Lane) Read(SqliteStatement row)
    {
        var lane = LaneTable.Read(row);
        var config = new StoredPushConfig
        {
            Task = lane.Row.Task,
            ConfigId = lane.Row.ConfigId,
            Endpoint = new SealedEndpoint { Origin = row.Text(LaneTable.ColumnCount), Secret = row.Bytes(LaneTable.ColumnCount + 1) },
            CreatedAt = row.Time(LaneTable.ColumnCount + 2),
            Lane = lane.Row,
        };
        return (config, lane);
    }
}
