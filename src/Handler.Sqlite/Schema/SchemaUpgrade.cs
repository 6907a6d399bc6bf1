using System.Globalization;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Schema;

/// <summary>Brings a database to the schema of this version, all steps in one transaction; refuses what it must not touch.</summary>
internal static class SchemaUpgrade
{
    // "HNDL": says whose database it is, also to the file command.
    private const int ApplicationId = 0x484E444C;

    /// <summary>Refuses a database of a later version, or of another program, before anything is written to it.</summary>
    /// <returns>Its version; 0 for a new one.</returns>
    public static int Inspect(SqliteSession session, IReadOnlyList<string> steps)
    {
        var version = Number(session, "pragma user_version");
        var isOurs = Number(session, "pragma application_id") == ApplicationId;
        var isEmpty = Number(session, "select count(*) from sqlite_master") == 0;
        // An empty file of version 0 is new; one of ours without tables cannot be, for the mark comes with the first step.
        if (!isOurs && !(isEmpty && version == 0))
        {
            throw SqliteStoreException.Foreign(session.Path);
        }

        return version <= steps.Count ? version : throw SqliteStoreException.Newer(session.Path, version, steps.Count);
    }

    /// <summary>Takes the steps that are missing.</summary>
    /// <returns>The version before.</returns>
    public static int Run(SqliteSession session, IReadOnlyList<string> steps)
    {
        var before = Inspect(session, steps);
        if (before == steps.Count)
        {
            return before;
        }

        session.Execute(TransactionSql.Begin);
        try
        {
            for (var i = before; i < steps.Count; i++)
            {
                session.Execute(steps[i]);
            }

            // Within the transaction: a kill leaves the old schema with the old number, never a mix.
            session.Execute($"pragma application_id = {ApplicationId}; pragma user_version = {steps.Count}");
            session.Execute(TransactionSql.Commit);
            return before;
        }
        catch (SqliteStoreException)
        {
            if (session.InTransaction)
            {
                session.Execute(TransactionSql.Rollback);
            }

            throw;
        }
    }

    private static int Number(SqliteSession session, string sql) =>
        int.Parse(session.Ask(sql) ?? "0", CultureInfo.InvariantCulture);
}
