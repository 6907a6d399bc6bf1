using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>The columns of an attempt, in the table of attempts and beside a dead stretch.</summary>
internal static class AttemptColumns
{
    public const string Names = "sequence, through_sequence, count, number, started_at, duration, outcome, status, detail, excerpt";

    public const string Values = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    public static SqliteStatement Bind(SqliteStatement statement, AttemptRecord? attempt) => statement
        .Bind(attempt?.Sequence).Bind(attempt?.ThroughSequence).Bind((long?)attempt?.Count).Bind((long?)attempt?.Number)
        .Bind(attempt?.StartedAt.UtcTicks).Bind(attempt?.Duration.Ticks).Bind((long?)attempt?.Outcome).Bind((long?)attempt?.Status)
        .Bind(attempt?.Detail).Bind(attempt?.Excerpt);

    /// <summary>Reads the columns from <paramref name="at"/> on; null when there was no attempt.</summary>
    public static AttemptRecord? Read(SqliteStatement row, int at) => row.IsNull(at) ? null : new AttemptRecord
    {
        Sequence = row.Int64(at),
        ThroughSequence = row.Int64(at + 1),
        Count = row.Int32(at + 2),
        Number = row.Int32(at + 3),
        StartedAt = row.Time(at + 4),
        Duration = new TimeSpan(row.Int64(at + 5)),
        Outcome = (AttemptOutcome)row.Int32(at + 6),
        Status = row.Int32OrNull(at + 7),
        Detail = row.TextOrNull(at + 8),
        Excerpt = row.TextOrNull(at + 9),
    };
}
