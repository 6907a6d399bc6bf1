using Handler.Server.Storage;
using Handler.Sqlite.Tables;
using Handler.Sqlite.Work;

namespace Handler.Sqlite;

/// <content>Lanes and their dead letters.</content>
public sealed partial class SqliteAgentStore
{
    /// <inheritdoc/>
    public Task<LaneOwnership> OwnAsync(CancellationToken cancel) => cancel.IsCancellationRequested
        ? Task.FromCanceled<LaneOwnership>(cancel)
        : Task.FromResult(new LaneOwnership(_epoch, DateTimeOffset.MaxValue));

    /// <inheritdoc/>
    public Task<LaneTaken> TakeDueAsync(LaneTake take, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(take);
        return ReadAsync(session => take.Epoch == _epoch ? TakeWork.Read(session, take) : new LaneTaken([], null), cancel);
    }

    /// <inheritdoc/>
    public Task<LaneWork?> ReadAheadAsync(Guid lane, long after, CancellationToken cancel) =>
        ReadAsync(session => LaneTable.Find(session, lane) is { } found ? TakeWork.Look(session, found, after) : null, cancel);

    /// <inheritdoc/>
    public Task<LaneEndpoint?> ReadEndpointAsync(Guid lane, CancellationToken cancel) =>
        ReadAsync(session => ConfigTable.Endpoint(session, lane), cancel);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadBodyAsync(Guid lane, long sequence, CancellationToken cancel) =>
        ReadAsync(session => EventTable.Body(session, lane, sequence), cancel);

    /// <inheritdoc/>
    public Task<RecordResult> RecordAsync(ResultBatch batch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return WriteAsync((session, told) => ResultWork.Write(session, batch, _epoch, _clock.GetUtcNow(), told, _backlogs), cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadStretch>> ListDeadAsync(Guid lane, CancellationToken cancel) =>
        ReadAsync<IReadOnlyList<DeadStretch>>(session => DeadTable.List(session, lane), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AttemptRecord>> ListAttemptsAsync(Guid lane, CancellationToken cancel) =>
        ReadAsync(session => LaneTable.Find(session, lane) is { } found ? AttemptTable.List(session, found.RowId) : [], cancel);
}
