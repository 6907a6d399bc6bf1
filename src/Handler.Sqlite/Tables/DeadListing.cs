using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>Dead stretches as operators see them, the last one made first, with the redeliveries from each.</summary>
internal static class DeadListing
{
    private const string Columns =
        $"""
        d.dead_row, d.lane, t.tenant, t.owner, t.task_id, d.config_id, d.origin, d.from_sequence, d.to_sequence, d.deliveries, d.reason, d.at,
        (select count(*) from redelivery r where r.dead_row = d.dead_row and r.outcome = 0), d.task_row, {AttemptColumns.Names}
        """;

    private const int AttemptAt = 14;

    private const string Tables = "dead d cross join task t on t.task_row = d.task_row";

    private const string Filter =
        """
        d.dead_row < ?1 and (?2 is null or t.tenant = ?2) and (?3 is null or t.owner = ?3) and (?4 is null or t.task_id = ?4)
        and (?5 is null or d.config_id = ?5) and (?6 is null or d.origin = ?6) and (?7 is null or d.reason = ?7) and (?8 is null or d.at >= ?8)
        and (?9 = 0 or (select count(*) from redelivery r where r.dead_row = d.dead_row and r.outcome = 0) < d.deliveries)
        """;

    private const string PageSql = $"select {Columns} from {Tables} where {Filter} order by d.dead_row desc limit ?10";

    private const string OfLanePageSql =
        $"select {Columns} from {Tables} where {Filter} and d.lane = ?11 order by d.dead_row desc limit ?10";

    private const string FindSql = $"select {Columns} from {Tables} where d.lane = ?1 and d.from_sequence <= ?2 and d.to_sequence >= ?2";

    private const string DeliveriesSql =
        """
        select e.sequence from event e
        where e.task_row = ?1 and e.target in (0, ?2) and e.sequence >= ?3 and e.sequence <= ?4 and e.kinds & ?5
            and not exists (select 1 from redelivery r where r.dead_row = ?6 and r.delivery = e.sequence and r.outcome = 0)
        order by e.sequence limit ?7
        """;

    /// <summary>The deliveries of a stretch from one on, in order, without those that were redelivered.</summary>
    /// <param name="session">The session.</param>
    /// <param name="dead">The stretch.</param>
    /// <param name="lane">Its lane; null when that is no more, and only what was for all can be told to have been for it.</param>
    /// <param name="from">The first.</param>
    /// <param name="limit">At most so many.</param>
    public static List<long> Deliveries(SqliteSession session, StoredDead dead, StoredLane? lane, long from, int limit)
    {
        var found = new List<long>();
        using var row = session.Use(DeliveriesSql)
            .Bind(dead.TaskRow).Bind(lane?.RowId ?? EventTable.ForAll).Bind(from).Bind(dead.Report.Stretch.To)
            .Bind((long?)lane?.Row.Mask ?? long.MaxValue).Bind(dead.RowId).Bind(limit);
        while (row.Read())
        {
            found.Add(row.Int64(0));
        }

        return found;
    }

    public static DeadPage Read(SqliteSession session, DeadQuery query)
    {
        var found = Find(session, query);
        var page = found.Take(query.Limit).ToList();
        return new DeadPage(
            page.ConvertAll(dead => dead.Report with { LastRedelivery = RedeliveryTable.Last(session, dead.RowId) }),
            found.Count > page.Count ? page[^1].RowId : null);
    }

    /// <summary>The stretch that covers a delivery; null when there is none.</summary>
    public static StoredDead? Find(SqliteSession session, Guid lane, long sequence)
    {
        using var row = session.Use(FindSql).Bind(lane).Bind(sequence);
        return row.Read() ? Read(row) : null;
    }

    private static List<StoredDead> Find(SqliteSession session, DeadQuery query)
    {
        var found = new List<StoredDead>();
        using var row = Begin(session, query);
        while (row.Read())
        {
            found.Add(Read(row));
        }

        return found;
    }

    private static SqliteStatement Begin(SqliteSession session, DeadQuery query) => query.Lane is { } lane
        ? Bind(session.Use(OfLanePageSql), query).Bind(lane)
        : Bind(session.Use(PageSql), query);

    private static SqliteStatement Bind(SqliteStatement statement, DeadQuery query) => statement
        .Bind(query.After ?? long.MaxValue).Bind(query.Tenant).Bind(query.Owner).Bind(query.TaskId).Bind(query.ConfigId).Bind(query.Origin)
        .Bind((long?)query.Reason).Bind(query.Since?.UtcTicks).Bind(query.OpenOnly).Bind(query.Limit + 1L);

    private static StoredDead Read(SqliteStatement row) => new(row.Int64(0), row.Int64(13), new DeadReport
    {
        Number = row.Int64(0),
        Stretch = new DeadStretch
        {
            Lane = row.Guid(1),
            From = row.Int64(7),
            To = row.Int64(8),
            Count = row.Int32(9),
            Reason = (DeadReason)row.Int32(10),
            At = row.Time(11),
            LastAttempt = AttemptColumns.Read(row, AttemptAt),
        },
        Task = new TaskKey(new OwnerScope(row.Text(2), row.Text(3)), row.Text(4)),
        ConfigId = row.Text(5),
        Origin = row.Text(6),
        Redelivered = row.Int32(12),
    });
}
