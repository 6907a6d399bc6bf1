namespace Handler.Sqlite.Tables;

/// <summary>An entry of the index of what is due.</summary>
/// <param name="RowId">The lane's row.</param>
/// <param name="Due">When it is due.</param>
internal readonly record struct DueLane(long RowId, DateTimeOffset Due);
