using System.Collections.Concurrent;
using SQLitePCL;

namespace Handler.Sqlite.Engine;

/// <summary>
/// The connections that read. A read runs on the caller's thread: it is a matter of microseconds on pages that are in memory, less than a
/// hop to another thread would cost, and the pool bounds how many threads can be held by a slow disk.
/// </summary>
internal sealed class SessionPool(string path, int size) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);
    // A stack: the session used last has its pages and statements warm, and those beyond the usual load are never opened.
    private readonly ConcurrentStack<SqliteSession> _idle = new();
    private volatile bool _closed;

    /// <summary>Reads in one snapshot of the database.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return Read(read);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads that run, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        // Before the slots are collected: a reader that gets one after this sees it and opens nothing anew.
        _closed = true;
        for (var i = 0; i < size; i++)
        {
            await _free.WaitAsync();
        }

        while (_idle.TryPop(out var session))
        {
            session.Dispose();
        }

        // Readers that come late are let in to be told that it is closed.
        _free.Release(size);
    }

    private T Read<T>(Func<SqliteSession, T> read)
    {
        var session = _idle.TryPop(out var idle) ? idle : Connect();
        var isSound = false;
        try
        {
            session.Use(TransactionSql.BeginRead).Run();
            var result = ReadIn(session, read);
            isSound = true;
            return result;
        }
        finally
        {
            // One that an error broke is closed, not handed to the next reader.
            if (isSound || !session.InTransaction)
            {
                _idle.Push(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    private static T ReadIn<T>(SqliteSession session, Func<SqliteSession, T> read)
    {
        try
        {
            return read(session);
        }
        finally
        {
            // An I/O error may have ended it; a snapshot left open would keep the log from being begun anew, so it grows without end.
            if (session.InTransaction)
            {
                session.Use(TransactionSql.Commit).Run();
            }
        }
    }

    private SqliteSession Connect()
    {
        var session = SqliteSession.Open(path, raw.SQLITE_OPEN_READONLY);
        session.Execute(SessionSettings.Reader);
        return session;
    }
}
