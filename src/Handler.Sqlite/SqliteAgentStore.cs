using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;
using Handler.Sqlite.Work;

namespace Handler.Sqlite;

/// <summary>
/// An agent's store in one SQLite file, owned by one process. What a method has answered is on the disk: a kill at any point loses nothing
/// of it. Writes go through one writer with group commit, reads through a few connections of their own.
/// </summary>
/// <remarks>
/// All members throw <see cref="StoreUnavailableException"/> when the file cannot be read or written at present, and
/// <see cref="ObjectDisposedException"/> once the store is closed.
/// </remarks>
public sealed partial class SqliteAgentStore : IAgentStore, IDisposable
{
    private readonly TimeProvider _clock;
    private readonly Doorbell _doorbell;
    private readonly DatabaseLock _lock;
    private readonly SessionPool _readers;
    private readonly long _epoch;
    private int _closed;

    internal SqliteAgentStore(OpenedDatabase opened, TimeProvider clock, Doorbell doorbell, Backlogs backlogs)
    {
        (_clock, _doorbell, _backlogs) = (clock, doorbell, backlogs);
        (_lock, _readers, Writer, _epoch) = (opened.Lock, opened.Readers, opened.Writer, opened.Epoch);
        // The epoch makes it another name at each opening: that is how runs of a killed process are told from ours.
        Node = $"epoch-{opened.Epoch}";
    }

    /// <inheritdoc/>
    public string Node { get; }

    internal GroupCommitWriter Writer { get; }

    /// <inheritdoc/>
    public Task<StoredTask> CreateAsync(NewTask task, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(task);
        return WriteAsync((session, _) => RunWork.Create(session, task, Node, _clock.GetUtcNow(), _backlogs), cancel);
    }

    /// <inheritdoc/>
    public Task<StoredTask?> GetAsync(TaskKey key, CancellationToken cancel) =>
        ReadAsync(session => TaskTable.FindAnnounced(session, key) is { } task ? TaskTable.Load(session, task) : null, cancel);

    /// <inheritdoc/>
    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(session => TaskListing.Read(session, query), cancel);
    }

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(TaskCommit commit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return WriteAsync((session, told) => CommitWork.Write(session, commit, _clock.GetUtcNow(), told, _backlogs.Owners), cancel, SizeOf(commit));
    }

    /// <inheritdoc/>
    public Task<BeginRunResult> BeginRunAsync(TaskKey key, RunToken? takeOver, CancellationToken cancel) =>
        WriteAsync((session, _) => RunWork.Begin(session, key, takeOver, Node), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrphanedRun>> ListOrphanedRunsAsync(int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<OrphanedRun>>(session => TaskTable.Orphans(session, Node, limit), cancel);

    /// <inheritdoc/>
    public Task DropAsync(TaskKey key, RunToken run, CancellationToken cancel) =>
        WriteAsync((session, told) => RunWork.Drop(session, key, run, told), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(TaskKey key, long after, int limit, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<StoredEvent>>(
            session => TaskTable.Find(session, key) is { } task ? EventTable.Read(session, task.RowId, after, limit) : [], cancel);

    /// <summary>Writes what was handed in, copies the log into the database and gives the file free. A second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        // A container disposes it once for each role that it is registered under.
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            // Readers first, for their snapshots hold the log; the lock last, when the file is whole and nobody's.
            await _readers.DisposeAsync();
            await Writer.DisposeAsync();
            _lock.Dispose();
        }
    }

    /// <summary>For containers that are disposed without waiting, as <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static int SizeOf(TaskCommit commit)
    {
        var size = commit.Checkpoint?.Length ?? 0;
        for (var i = 0; i < commit.Events.Count; i++)
        {
            size += commit.Events[i].Payload.Length;
        }

        return size;
    }

    private async Task<T> WriteAsync<T>(Func<SqliteSession, Announcements, T> write, CancellationToken cancel, int bytes = 0)
    {
        // One for each call: the writer may apply several callers' writes before it rings for any of them.
        var announcements = new Announcements();
        try
        {
            return await Writer.WriteAsync(
                session => write(session, announcements), _ => announcements.Ring(_doorbell, _backlogs.Owners), () => bytes + announcements.KeptBytes, cancel);
        }
        catch (SqliteStoreException error) when (error.IsPassing)
        {
            throw new StoreUnavailableException(error.Message, error);
        }
    }

    private async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancel)
    {
        try
        {
            return await _readers.ReadAsync(read, cancel);
        }
        catch (SqliteStoreException error) when (error.IsPassing)
        {
            throw new StoreUnavailableException(error.Message, error);
        }
    }
}
