namespace Handler.Sqlite.Engine;

/// <summary>The statements around reads and writes.</summary>
internal static class TransactionSql
{
    /// <summary>Takes the right to write at once, so that no read in it can grow stale.</summary>
    public const string Begin = "begin immediate";

    /// <summary>Opens a snapshot: what is read in it is of one moment.</summary>
    public const string BeginRead = "begin deferred";

    public const string Commit = "commit";

    public const string Rollback = "rollback";

    public const string Savepoint = "savepoint caller";

    public const string Release = "release caller";

    public const string RollbackToSavepoint = "rollback to caller";
}
