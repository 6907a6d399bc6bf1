using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

/// <summary>A lane store that refuses or never answers when it is told to.</summary>
internal sealed class FaultyLaneStore(ILaneStore inner) : ILaneStore
{
    public bool RefusesResults { get; set; }

    public bool RefusesReads { get; set; }

    public bool RefusesResumes { get; set; }

    /// <summary>Set: results are written when it completes.</summary>
    public TaskCompletionSource? HoldsResults { get; set; }

    /// <summary>Set: endpoints are read when it completes, as they were when they were asked for.</summary>
    public TaskCompletionSource? HoldsEndpoints { get; set; }

    /// <summary>Set: what is due is read when it completes.</summary>
    public TaskCompletionSource? HoldsLooks { get; set; }

    /// <summary>Another process has taken over.</summary>
    public bool IsFenced { get; set; }

    public int Refused { get; private set; }

    public Task<LaneOwnership> OwnAsync(CancellationToken cancel) => inner.OwnAsync(cancel);

    public async Task<LaneTaken> TakeDueAsync(LaneTake take, CancellationToken cancel)
    {
        if (HoldsLooks is { } hold)
        {
            await hold.Task;
        }

        return RefusesReads ? throw Unavailable() : await inner.TakeDueAsync(take, cancel);
    }

    public Task<LaneWork?> ReadAheadAsync(Guid lane, long after, CancellationToken cancel) =>
        RefusesReads ? throw Unavailable() : inner.ReadAheadAsync(lane, after, cancel);

    public async Task<LaneEndpoint?> ReadEndpointAsync(Guid lane, CancellationToken cancel)
    {
        var endpoint = RefusesReads ? throw Unavailable() : await inner.ReadEndpointAsync(lane, cancel);
        if (HoldsEndpoints is { } hold)
        {
            await hold.Task;
        }

        return endpoint;
    }

    public Task<ReadOnlyMemory<byte>?> ReadBodyAsync(Guid lane, long sequence, CancellationToken cancel) =>
        RefusesReads ? throw Unavailable() : inner.ReadBodyAsync(lane, sequence, cancel);

    public async Task<RecordResult> RecordAsync(ResultBatch batch, CancellationToken cancel)
    {
        if (RefusesResults)
        {
            Refused++;
            throw Unavailable();
        }

        if (HoldsResults is { } hold)
        {
            await hold.Task;
        }

        return IsFenced ? new RecordResult(RecordOutcome.Fenced, []) : await inner.RecordAsync(batch, cancel);
    }

    public Task<IReadOnlyList<DeadStretch>> ListDeadAsync(Guid lane, CancellationToken cancel) => inner.ListDeadAsync(lane, cancel);

    public Task<IReadOnlyList<AttemptRecord>> ListAttemptsAsync(Guid lane, CancellationToken cancel) => inner.ListAttemptsAsync(lane, cancel);

    public Task<IReadOnlyList<GateRow>> ListGatesAsync(CancellationToken cancel) => inner.ListGatesAsync(cancel);

    public Task<HeldExpired> ExpireHeldAsync(HeldExpiry expiry, CancellationToken cancel) => inner.ExpireHeldAsync(expiry, cancel);

    public Task<RetentionSwept> SweepAsync(RetentionSweep sweep, CancellationToken cancel) => inner.SweepAsync(sweep, cancel);

    public Task<IReadOnlyList<Guid>> ListDrainedAsync(int limit, CancellationToken cancel) =>
        RefusesReads ? throw Unavailable() : inner.ListDrainedAsync(limit, cancel);

    public Task<LaneRow?> ResumeWithSnapshotAsync(LaneResume resume, CancellationToken cancel) =>
        RefusesResumes ? throw Unavailable() : inner.ResumeWithSnapshotAsync(resume, cancel);

    private static StoreUnavailableException Unavailable() => new("The disk is full (as the test wants it).");
}
