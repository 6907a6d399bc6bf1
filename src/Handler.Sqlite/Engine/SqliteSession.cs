using SQLitePCL;

namespace Handler.Sqlite.Engine;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int CacheWrite = 9;

    private readonly sqlite3 _handle;

    // Every statement is a constant, so the reference is the key: no hash of a text on the hot path.
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);

    private SqliteSession(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>The key of the row inserted last.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Whether a transaction is open; some errors end it.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Whether the file cannot be written.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") == 1;

    /// <summary>How many pages this connection has written to the log in its life.</summary>
    public int PagesWritten
    {
        get
        {
            Check(raw.sqlite3_db_status(_handle, CacheWrite, out var pages, out _, 0));
            return pages;
        }
    }

    /// <summary>Opens the file; <paramref name="flags"/> are SQLite's.</summary>
    public static SqliteSession Open(string path, int flags)
    {
        _ = SqliteEngine.Current;
        // No mutex of SQLite's: the writer's thread and the pool see to it that one thread at a time is here.
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        // Before the code is looked at: a failed opening gives a handle too, which has the message and must be closed.
        var session = new SqliteSession(handle, path);
        try
        {
            session.Check(code);
            session.Check(raw.sqlite3_extended_result_codes(handle, 1));
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Takes the prepared form of <paramref name="sql"/>, which must be a constant.</summary>
    public SqliteStatement Use(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            // Tells SQLite to keep it out of the small memory that short-lived statements come from.
            Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
            _statements.Add(sql, statement = new SqliteStatement(this, prepared));
        }

        return statement.Take();
    }

    /// <summary>
    /// Makes every statement ready again, also one that an error left between its taking and its run: it could not be taken any more.
    /// </summary>
    public void Reset()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    /// <summary>Runs statements once, without keeping them.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Runs one statement once, and gives the first column of its first row; null when there is none.</summary>
    public string? Ask(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var prepared));
        using (prepared)
        {
            var code = raw.sqlite3_step(prepared);
            if (code == raw.SQLITE_ROW)
            {
                return raw.sqlite3_column_text(prepared, 0).utf8_to_string();
            }

            Check(code);
            return null;
        }
    }

    /// <summary>Copies the log into the database. Says whether all of it could be copied.</summary>
    public bool Checkpoint(bool truncate)
    {
        // Passive while it runs: it takes what it can without waiting for readers, whose snapshots may be long.
        var mode = truncate ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE;
        Check(raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out var logged, out var copied));
        return logged == copied;
    }

    /// <summary>Throws when <paramref name="code"/> is an error.</summary>
    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw SqliteStoreException.Of(code, raw.sqlite3_errmsg(_handle).utf8_to_string(), Path);
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        // Before the connection: one with open statements stays open as a zombie, and its locks with it.
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
