using SQLitePCL;

namespace Handler.Sqlite;

/// <summary>
/// The database cannot be opened or used: the message says which file, what is wrong with it and what to do. Nothing has been changed in
/// it.
/// </summary>
public sealed class SqliteStoreException : Exception
{
    private SqliteStoreException(string path, string problem, string advice, int code = 0, Exception? inner = null)
        : base($"{problem} {advice}", inner)
    {
        Path = path;
        Advice = advice;
        Code = code;
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>What to do.</summary>
    public string Advice { get; }

    /// <summary>The primary result code of SQLite; 0 when the error is not SQLite's.</summary>
    public int Code { get; }

    /// <summary>Whether it may pass by itself or by an operator's hand: disk full, read-only, I/O, locked by a foreign tool.</summary>
    internal bool IsPassing =>
        Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_FULL
            or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    internal static SqliteStoreException Of(int code, string message, string path)
    {
        var primary = code & 0xff;
        return new SqliteStoreException(path, $"SQLite refused {path}: {message} (code {code}).", AdviceFor(primary), primary);
    }

    internal static SqliteStoreException NoFolder(string path) => new(
        path, $"The folder of the database {path} does not exist.", "Create it, or name a file in another folder.");

    internal static SqliteStoreException IsFolder(string path) => new(path, $"{path} is a folder.", "Name a file in it as the database.");

    internal static SqliteStoreException NotADatabase(string path) => new(
        path,
        $"{path} is not a SQLite database.",
        "Name another file, or put a backup of the database in its place; this file was left as it is.");

    internal static SqliteStoreException Foreign(string path) => new(
        path, $"{path} is a SQLite database of another program.", "Name another file; this one was left as it is.");

    internal static SqliteStoreException Newer(string path, int found, int known) => new(
        path,
        $"The database {path} has schema version {found}; this version of Handler knows versions up to {known}.",
        "Run the newer Handler that wrote it, or restore a backup from before the upgrade; the file was left as it is.");

    internal static SqliteStoreException ReadOnly(string path) => new(
        path,
        $"The database {path} cannot be written.",
        "Give this process the right to write the file and its folder.",
        raw.SQLITE_READONLY);

    internal static SqliteStoreException NoLog(string path, string mode) => new(
        path,
        $"The database {path} cannot keep a write-ahead log (its journal mode stays '{mode}').",
        "Put it on a local file system with shared memory; network file systems have none.");

    internal static SqliteStoreException InUse(string path, string lockFile, int? holder, Exception inner) => new(
        path,
        $"The database {path} is in use by another process{(holder is { } pid ? $" (pid {pid})" : "")}, which holds {lockFile}.",
        "Stop that process, or give this one a database of its own: one agent process has one database.",
        inner: inner);

    internal static SqliteStoreException NoAccess(string path, Exception inner) => new(
        path,
        $"The database {path} cannot be read: {inner.Message}",
        "Give this process the right to read and write the file.",
        inner: inner);

    internal static SqliteStoreException NoLock(string path, string lockFile, Exception inner) => new(
        path,
        $"The lock file {lockFile} of the database {path} cannot be opened: {inner.Message}",
        "Give this process the right to write the folder of the database.",
        inner: inner);

    private static string AdviceFor(int code) => code switch
    {
        raw.SQLITE_FULL => "Make room on its disk; nothing of what was accepted before is lost.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_AUTH =>
            "Give this process the right to write the file and its folder.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "End the tool that holds a lock on it (a SQLite shell, a backup).",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "Stop the agent and put a backup in its place.",
        raw.SQLITE_IOERR => "Look at the disk and its file system: reading or writing failed.",
        raw.SQLITE_NOMEM => "Give the process more memory.",
        _ => "This is a defect of Handler; please report it with this message.",
    };
}
