using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>Pages of tasks, newest status first; answered from one index up to the tasks of the page.</summary>
internal static class TaskListing
{
    // After the last page by a range and a tie-break: the range lets the index begin where that page ended.
    private const string PageSql =
        """
        select task_id, status_at from task
        where tenant = ?1 and owner = ?2 and announced = 1 and status_at >= ?3
          and (?4 is null or context_id = ?4) and (?5 is null or state = ?5)
          and status_at <= ?6 and (status_at < ?6 or task_id > ?7)
        order by status_at desc, task_id limit ?8
        """;

    private const string CountSql =
        """
        select count(*) from task
        where tenant = ?1 and owner = ?2 and announced = 1 and status_at >= ?3
          and (?4 is null or context_id = ?4) and (?5 is null or state = ?5)
        """;

    public static TaskPage Read(SqliteSession session, TaskQuery query)
    {
        var places = Places(session, query);
        var page = places.Take(query.Limit).ToList();
        // All three reads are in one snapshot, so the total fits the page.
        return new TaskPage(
            page.ConvertAll(place => Load(session, new TaskKey(query.Scope, place.TaskId))),
            places.Count > page.Count ? page[^1] : null,
            Count(session, query));
    }

    private static StoredTask Load(SqliteSession session, TaskKey key) => TaskTable.Load(session, TaskTable.Find(session, key)!);

    // One more than asked for says whether there is a next page.
    private static List<TaskPosition> Places(SqliteSession session, TaskQuery query)
    {
        var places = new List<TaskPosition>();
        using var row = Filter(session.Use(PageSql), query)
            .Bind(query.After?.StatusAt.ToUnixTimeMilliseconds() ?? long.MaxValue).Bind(query.After?.TaskId ?? "").Bind(query.Limit + 1L);
        while (row.Read())
        {
            places.Add(new TaskPosition(DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(1)), row.Text(0)));
        }

        return places;
    }

    private static int Count(SqliteSession session, TaskQuery query)
    {
        using var row = Filter(session.Use(CountSql), query);
        row.Read();
        return row.Int32(0);
    }

    private static SqliteStatement Filter(SqliteStatement statement, TaskQuery query) => statement
        .Bind(query.Scope.Tenant).Bind(query.Scope.Owner)
        .Bind(query.StatusSince?.ToUnixTimeMilliseconds() ?? long.MinValue)
        .Bind(query.ContextId).Bind((long?)query.State);
}
