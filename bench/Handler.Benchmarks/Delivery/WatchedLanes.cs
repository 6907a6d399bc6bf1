using System.Collections.Concurrent;
using Handler.Server.Storage;

namespace Handler.Benchmarks.Delivery;

/// <summary>The store's lanes, watched: counts what is durably delivered and gives the committing side room for as much.</summary>
internal sealed class WatchedLanes(ILaneStore store) : ILaneStore
{
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _rooms = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _delivered;
    private long _expected = long.MaxValue;

    /// <summary>How many deliveries have been recorded.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Ends when <paramref name="expected"/> deliveries have been recorded.</summary>
    public Task WaitForAsync(long expected)
    {
        Interlocked.Exchange(ref _expected, expected);
        EndWhenAll();
        return _all.Task;
    }

    /// <summary>The room of a lane: as much as may be ahead of what is durably delivered.</summary>
    public SemaphoreSlim RoomOf(Guid lane) => _rooms.GetOrAdd(lane, static _ => new SemaphoreSlim(LaneWork.MaxAhead));

    public async Task<RecordResult> RecordAsync(ResultBatch batch, CancellationToken cancel)
    {
        var outcome = await store.RecordAsync(batch, cancel);
        foreach (var result in batch.Lanes)
        {
            Count(result);
        }

        EndWhenAll();
        return outcome;
    }

    public Task<LaneOwnership> OwnAsync(CancellationToken cancel) => store.OwnAsync(cancel);

    public Task<LaneTaken> TakeDueAsync(LaneTake take, CancellationToken cancel) => store.TakeDueAsync(take, cancel);

    public Task<LaneWork?> ReadAheadAsync(Guid lane, long after, CancellationToken cancel) => store.ReadAheadAsync(lane, after, cancel);

    public Task<LaneEndpoint?> ReadEndpointAsync(Guid lane, CancellationToken cancel) => store.ReadEndpointAsync(lane, cancel);

    public Task<ReadOnlyMemory<byte>?> ReadBodyAsync(Guid lane, long sequence, CancellationToken cancel) =>
        store.ReadBodyAsync(lane, sequence, cancel);

    public Task<IReadOnlyList<DeadStretch>> ListDeadAsync(Guid lane, CancellationToken cancel) => store.ListDeadAsync(lane, cancel);

    public Task<IReadOnlyList<AttemptRecord>> ListAttemptsAsync(Guid lane, CancellationToken cancel) => store.ListAttemptsAsync(lane, cancel);

    public Task<IReadOnlyList<GateRow>> ListGatesAsync(CancellationToken cancel) => store.ListGatesAsync(cancel);

    public Task<HeldExpired> ExpireHeldAsync(HeldExpiry expiry, CancellationToken cancel) => store.ExpireHeldAsync(expiry, cancel);

    public Task<RetentionSwept> SweepAsync(RetentionSweep sweep, CancellationToken cancel) => store.SweepAsync(sweep, cancel);

    public Task<IReadOnlyList<Guid>> ListDrainedAsync(int limit, CancellationToken cancel) => store.ListDrainedAsync(limit, cancel);

    public Task<LaneRow?> ResumeWithSnapshotAsync(LaneResume resume, CancellationToken cancel) => store.ResumeWithSnapshotAsync(resume, cancel);

    private void Count(LaneResult result)
    {
        Interlocked.Add(ref _delivered, result.Delivered);
        if (result.Delivered > 0 && _rooms.TryGetValue(result.Lane, out var room))
        {
            room.Release(result.Delivered);
        }
    }

    private void EndWhenAll()
    {
        if (Delivered >= Interlocked.Read(ref _expected))
        {
            _all.TrySetResult();
        }
    }
}
