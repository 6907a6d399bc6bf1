using System.Globalization;
using Handler.Server.Storage;
using Handler.Sqlite.Schema;
using Handler.Sqlite.Tables;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Handler.Sqlite.Engine;

/// <summary>What opening a database gives: the lock on it, its writer and its readers, and the epoch that the opening raised.</summary>
internal sealed partial class OpenedDatabase(
    DatabaseLock held, GroupCommitWriter writer, SessionPool readers, long epoch, IReadOnlyList<KeyValuePair<OwnerScope, long>> waiting)
{
    public DatabaseLock Lock => held;

    public GroupCommitWriter Writer => writer;

    public SessionPool Readers => readers;

    public long Epoch => epoch;

    /// <summary>How much waits for each owner.</summary>
    public IReadOnlyList<KeyValuePair<OwnerScope, long>> Waiting => waiting;

    // Every SQLite database begins with these bytes.
    private static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

    public static OpenedDatabase Open(SqliteStoreOptions options, ILogger logger)
    {
        var path = options.FullPath;
        LookAtFolder(path);
        // Before SQLite opens the file: even opening may write to it, when it recovers the log of a killed process.
        var held = DatabaseLock.Take(path);
        SqliteSession? session = null;
        try
        {
            LookAtFile(path);
            session = SqliteSession.Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
            var epoch = Prepare(session, logger);
            // Before the session is the writer's alone.
            var waiting = BacklogTable.Sums(session);
            return new OpenedDatabase(held, new GroupCommitWriter(session, logger), new SessionPool(path, options.Readers), epoch, waiting);
        }
        catch
        {
            // The session first: who gets the lock after us must not meet our handle on the file.
            session?.Dispose();
            held.Dispose();
            throw;
        }
    }

    private static void LookAtFolder(string path)
    {
        if (Directory.Exists(path))
        {
            throw SqliteStoreException.IsFolder(path);
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw SqliteStoreException.NoFolder(path);
        }
    }

    // Before SQLite touches it, and only under our lock: a process that closes a file loses all locks of POSIX that it has on it.
    private static void LookAtFile(string path)
    {
        if (File.Exists(path) && !LooksLikeDatabase(path))
        {
            throw SqliteStoreException.NotADatabase(path);
        }
    }

    private static bool LooksLikeDatabase(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> head = stackalloc byte[16];
            var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            // An empty file is a new database to SQLite too: a process killed at its first opening leaves one.
            return length == 0 || head[..length].SequenceEqual(Header);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SqliteStoreException.NoAccess(path, error);
        }
    }

    private static long Prepare(SqliteSession session, ILogger logger)
    {
        if (session.IsReadOnly)
        {
            throw SqliteStoreException.ReadOnly(session.Path);
        }

        // Before the journal mode is set, for that is written into the file: a foreign database must stay as it is.
        SchemaUpgrade.Inspect(session, SchemaSteps.All);
        var mode = session.Ask("pragma journal_mode = wal");
        if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
        {
            throw SqliteStoreException.NoLog(session.Path, mode ?? "unknown");
        }

        // Before the upgrade, whose commit has to be on the disk too.
        session.Execute(SessionSettings.Writer);
        var before = SchemaUpgrade.Run(session, SchemaSteps.All);
        if (before is not 0 && before != SchemaSteps.All.Count)
        {
            Upgraded(logger, session.Path, before, SchemaSteps.All.Count);
        }

        // In its own commit, synced before anything is served: no two openings may ever have run under one epoch.
        return long.Parse(session.Ask("update store set epoch = epoch + 1 where id = 1 returning epoch")!, CultureInfo.InvariantCulture);
    }

    [LoggerMessage(101, LogLevel.Information, "Upgraded the schema of {Database} from version {From} to {To}")]
    private static partial void Upgraded(ILogger logger, string database, int from, int to);
}
