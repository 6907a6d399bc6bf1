using Microsoft.Extensions.Logging;

namespace Handler.Sqlite.Engine;

/// <summary>
/// The one writer of a database, on a thread of its own because SQLite blocks. It takes what waits, writes it in one transaction with a
/// savepoint for each caller, commits once for all, tells the engine, then answers the callers. While a commit waits for the disk the
/// next group gathers by itself: nothing is ever delayed to be grouped. Commits and checkpoints both happen here, so they exclude one
/// another: the engines to be had lose pages when a checkpoint on another connection resets the log under a commit.
/// </summary>
internal sealed partial class GroupCommitWriter : IAsyncDisposable
{
    /// <summary>
    /// After so many pages (4 MB) the log is copied into the database. Less would write a hot page more often than needed and sync the
    /// database more often; more would make readers search a longer log, and the pause longer that a commit waits for the copying.
    /// </summary>
    public const int CheckpointPages = 1024;

    // What one transaction may hold: it bounds how long its first caller waits, and how much is written again when the commit fails.
    private const int MostRequests = 256;
    private const int MostBytes = 1024 * 1024;

    private readonly SqliteSession _session;
    private readonly ILogger _logger;
    private readonly List<WriteRequest> _group = new(MostRequests);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Four groups keep the writer busy while callers come and go.
    private readonly WriteQueue _queue = new(4 * MostRequests);

    private int _pagesAtCheckpoint;

    public GroupCommitWriter(SqliteSession session, ILogger logger)
    {
        _session = session;
        _logger = logger;
        _pagesAtCheckpoint = session.PagesWritten;
        new Thread(Run) { IsBackground = true, Name = "Handler.Sqlite writer" }.Start();
    }

    /// <summary>How many groups have been committed.</summary>
    public long Groups { get; private set; }

    /// <summary>How many times the log has been copied into the database.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>Queues what is to be written and waits until it is durable.</summary>
    /// <param name="apply">Writes; its error undoes its own writes and nobody else's.</param>
    /// <param name="announce">Called on the writer's thread once it is durable, in the order of the commits.</param>
    /// <param name="bytes">About how much it has written, asked when it is applied.</param>
    /// <param name="cancel">Obeyed until the writing begins.</param>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> apply, Action<T>? announce, Func<int> bytes, CancellationToken cancel)
    {
        var request = new AnsweredWrite<T>(apply, announce, bytes, cancel);
        if (!await _queue.AddAsync(request, cancel))
        {
            throw new ObjectDisposedException(nameof(SqliteAgentStore), $"The store on {_session.Path} is closed; nothing was written.");
        }

        return await request.Answer;
    }

    /// <summary>Writes what was queued, copies the log into the database and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Dispose();
        await _ended.Task;
    }

    private void Run()
    {
        try
        {
            // The checkpoint comes after the answers: nobody whose data is safe in the log waits for the copying.
            while (_queue.Wait())
            {
                CommitGroup();
                _group.Clear();
                CheckpointWhenLong();
            }

            // The last one empties the log: a closed database is one file, which can be copied as it is.
            Checkpoint(truncate: true);
        }
        // A defect, whatever it is: on a bare thread it would end the process, and here each caller still learns of it.
        catch (Exception error)
        {
            WriterDied(_logger, error, _session.Path);
            Abandon(error);
        }
        finally
        {
            _session.Dispose();
            // Also after a death: DisposeAsync must not wait for ever.
            _ended.TrySetResult();
        }
    }

    private void CommitGroup()
    {
        try
        {
            ApplyGroup();
            if (_group.Count == 0)
            {
                return;
            }

            _session.Use(TransactionSql.Commit).Run();
            Groups++;
        }
        // Before the commit nothing is durable, so one error fails them all; the next group may find the disk well again.
        catch (SqliteStoreException error)
        {
            FailGroup(error);
            return;
        }

        Answer();
    }

    // What waits is taken while it is applied: only then is it known how much a commit writes, bodies that it keeps included.
    private void ApplyGroup()
    {
        var bytes = 0L;
        while (_group.Count < MostRequests && bytes < MostBytes && _queue.TryTake(out var request))
        {
            // The caller may have given up while it waited; from here on its writing is no longer to be taken back.
            if (!request.Begin())
            {
                continue;
            }

            _group.Add(request);
            if (_group.Count == 1)
            {
                _session.Use(TransactionSql.Begin).Run();
            }

            Apply(request);
            bytes += request.Bytes;
        }
    }

    private void Apply(WriteRequest request)
    {
        _session.Use(TransactionSql.Savepoint).Run();
        try
        {
            request.Apply(_session);
        }
        catch (Exception error) when (_session.InTransaction)
        {
            _session.Reset();

            // Its own writes go, whatever it threw; the others of the group stay. An error that ended the transaction fails them all.
            _session.Use(TransactionSql.RollbackToSavepoint).Run();
            request.Fail(error);
        }

        // Released in both cases: after a rollback to it the savepoint still stands, and would nest with each failure.
        _session.Use(TransactionSql.Release).Run();
    }

    private void FailGroup(SqliteStoreException error)
    {
        _session.Reset();
        if (_session.InTransaction)
        {
            _session.Use(TransactionSql.Rollback).Run();
        }

        foreach (var request in _group)
        {
            request.Fail(error);
        }
    }

    private void Answer()
    {
        // Whoever failed has been answered at once: its own error does not hang on the commit of the others.
        foreach (var request in _group.Where(request => !request.IsSettled))
        {
            // The ring comes first: the dispatcher must know a commit before a later result of the same lane is answered (decision 0001).
            Announce(request);
            request.Complete();
        }
    }

    private void Announce(WriteRequest request)
    {
        try
        {
            request.Announce();
        }
        catch (Exception error)
        {
            // It is durable, so the caller must not hear that it failed; a lost ring costs a poll.
            AnnouncingFailed(_logger, error);
        }
    }

    private void CheckpointWhenLong()
    {
        if (_session.PagesWritten - _pagesAtCheckpoint >= CheckpointPages)
        {
            Checkpoint(truncate: false);
        }
    }

    private void Checkpoint(bool truncate)
    {
        try
        {
            var whole = _session.Checkpoint(truncate);
            Checkpoints++;
            Checkpointed(_logger, _session.PagesWritten - _pagesAtCheckpoint, whole);
        }
        catch (SqliteStoreException error)
        {
            // What was committed is safe in the log; it is copied when that can be done.
            CheckpointFailed(_logger, error, _session.Path);
        }

        // Also after a failure: a full disk is not asked again after each commit.
        _pagesAtCheckpoint = _session.PagesWritten;
    }

    private void Abandon(Exception error)
    {
        // Closed before it is emptied, so that no request comes in between and waits for ever.
        _queue.Dispose();
        foreach (var request in _group)
        {
            request.Fail(error);
        }

        while (_queue.TryTake(out var request))
        {
            request.Fail(error);
        }
    }

    [LoggerMessage(
        110,
        LogLevel.Debug,
        "Copied the log into the database: {Pages} pages written since the last time, all of it: {Whole}")]
    private static partial void Checkpointed(ILogger logger, int pages, bool whole);

    [LoggerMessage(
        111,
        LogLevel.Warning,
        "The log of {Database} could not be copied into it; tried again after the next 4 MB")]
    private static partial void CheckpointFailed(ILogger logger, Exception error, string database);

    [LoggerMessage(
        112,
        LogLevel.Error,
        "The listener of the store threw; what it was told of is durable and is found by its next poll")]
    private static partial void AnnouncingFailed(ILogger logger, Exception error);

    [LoggerMessage(
        113,
        LogLevel.Critical,
        "The writer of {Database} has ended by an error; nothing can be written until the process is started again")]
    private static partial void WriterDied(ILogger logger, Exception error, string database);
}
