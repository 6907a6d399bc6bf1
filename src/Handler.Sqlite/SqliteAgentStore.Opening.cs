using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Work;
using Microsoft.Extensions.Logging;

namespace Handler.Sqlite;

/// <content>Opening.</content>
public sealed partial class SqliteAgentStore
{
    /// <summary>
    /// Opens the database, which is made or brought to this version's schema if need be, for this process alone, and raises its epoch:
    /// runs and results of earlier openings are refused from here on.
    /// </summary>
    /// <param name="options">Where it lies.</param>
    /// <param name="clock">Tells the times that are written.</param>
    /// <param name="doorbell">Rung after commits.</param>
    /// <param name="logger">Told which engine runs, and what goes wrong behind callers' backs.</param>
    /// <param name="limits">How much may wait; null: the defaults.</param>
    /// <exception cref="SqliteStoreException">It cannot be opened; the message says why and what to do, and nothing was
    /// changed.</exception>
    public static SqliteAgentStore Open(
        SqliteStoreOptions options, TimeProvider clock, Doorbell doorbell, ILogger<SqliteAgentStore> logger, BacklogLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(doorbell);
        ArgumentNullException.ThrowIfNull(logger);
        SqliteStoreOptions.Check(options);
        var opened = OpenedDatabase.Open(options, logger);
        Opened(logger, options.FullPath, SqliteEngine.Current.Library, SqliteEngine.Current.Version, opened.Epoch);
        var backlogs = new Backlogs(limits ?? new BacklogLimits());
        backlogs.Owners.Correct(opened.Waiting);
        return new SqliteAgentStore(opened, clock, doorbell, backlogs);
    }

    [LoggerMessage(100, LogLevel.Information, "Opened {Database} with SQLite {Version} ({Library}), epoch {Epoch}")]
    private static partial void Opened(ILogger logger, string database, string library, string version, long epoch);
}
