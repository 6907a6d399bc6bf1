using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>The last redelivery of each delivery of a dead stretch. A trigger takes them away with their stretch.</summary>
internal static class RedeliveryTable
{
    private const string Columns = $"sent_as, asked_by, {AttemptColumns.Names}";

    private const string WriteSql =
        $"""
        insert or replace into redelivery (dead_row, delivery, {Columns}) values (?, ?, ?, ?, {AttemptColumns.Values})
        """;

    private const string FindSql = $"select {Columns} from redelivery where dead_row = ? and delivery = ?";

    private const string LastSql = $"select {Columns} from redelivery where dead_row = ? order by started_at desc limit 1";

    public static void Write(SqliteSession session, long deadRow, long sequence, RedeliveryRecord redelivery)
    {
        var write = session.Use(WriteSql).Bind(deadRow).Bind(sequence).Bind(redelivery.SentAs).Bind(redelivery.By);
        AttemptColumns.Bind(write, redelivery.Attempt).Run();
    }

    public static RedeliveryRecord? Find(SqliteSession session, long deadRow, long sequence)
    {
        using var row = session.Use(FindSql).Bind(deadRow).Bind(sequence);
        return Read(row);
    }

    public static RedeliveryRecord? Last(SqliteSession session, long deadRow)
    {
        using var row = session.Use(LastSql).Bind(deadRow);
        return Read(row);
    }

    private static RedeliveryRecord? Read(SqliteStatement row) => row.Read()
        ? new RedeliveryRecord { SentAs = row.Text(0), By = row.Text(1), Attempt = AttemptColumns.Read(row, 2)! }
        : null;
}
