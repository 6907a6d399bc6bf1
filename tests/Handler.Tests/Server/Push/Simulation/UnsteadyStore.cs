using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>The store as one life of the engine sees it: slow and refusing by the weather, and silent for ever once that life has ended.</summary>
internal sealed class UnsteadyStore(ILaneStore inner, EngineLife life, Weather weather, Random random, TimeProvider clock, Action<LaneRow> resumed) : ILaneStore
{
    private readonly Dictionary<Guid, LaneWork> _before = [];

    public Flaw Flaw { get; init; }

    public Task<LaneOwnership> OwnAsync(CancellationToken cancel) => inner.OwnAsync(cancel);

    public async Task<LaneTaken> TakeDueAsync(LaneTake take, CancellationToken cancel)
    {
        var taken = await ReadAsync(() => inner.TakeDueAsync(take, cancel), cancel);
        return taken with { Lanes = [.. taken.Lanes.Where(IsShown).Select(Spoil)] };
    }

    public async Task<LaneWork?> ReadAheadAsync(Guid lane, long after, CancellationToken cancel) =>
        await ReadAsync(() => inner.ReadAheadAsync(lane, after, cancel), cancel) is { } work ? Spoil(work) : null;

    public Task<LaneEndpoint?> ReadEndpointAsync(Guid lane, CancellationToken cancel) =>
        ReadAsync(() => inner.ReadEndpointAsync(lane, cancel), cancel);

    public Task<ReadOnlyMemory<byte>?> ReadBodyAsync(Guid lane, long sequence, CancellationToken cancel) =>
        ReadAsync(
            async () => (Flaw == Flaw.ForeignBodies ? await inner.ReadBodyAsync(lane, sequence - 1, cancel) : null)
                ?? await inner.ReadBodyAsync(lane, sequence, cancel),
            cancel);

    public async Task<RecordResult> RecordAsync(ResultBatch batch, CancellationToken cancel)
    {
        await PauseAsync(cancel);
        if (weather.RefusesResults)
        {
            throw Unavailable();
        }

        var outcome = Flaw == Flaw.ForgottenResults && random.Next(4) == 0 ? new RecordResult(RecordOutcome.Recorded, []) : await inner.RecordAsync(Flaw == Flaw.ForgottenGates ? batch with { Gates = [] } : batch, cancel);
        await PauseAsync(cancel);
        return weather.LosesAnswers && random.Next(3) == 0 ? throw Unavailable() : outcome;
    }

    public Task<IReadOnlyList<DeadStretch>> ListDeadAsync(Guid lane, CancellationToken cancel) => inner.ListDeadAsync(lane, cancel);

    public Task<IReadOnlyList<AttemptRecord>> ListAttemptsAsync(Guid lane, CancellationToken cancel) => inner.ListAttemptsAsync(lane, cancel);

    public Task<IReadOnlyList<GateRow>> ListGatesAsync(CancellationToken cancel) => ReadAsync(() => inner.ListGatesAsync(cancel), cancel);

    public Task<HeldExpired> ExpireHeldAsync(HeldExpiry expiry, CancellationToken cancel) => ReadAsync(() => inner.ExpireHeldAsync(expiry, cancel), cancel);

    // Without the weather: it draws no random number, so that seeds play what they played.
    public async Task<RetentionSwept> SweepAsync(RetentionSweep sweep, CancellationToken cancel)
    {
        await life.HoldIfOverAsync();
        return await inner.SweepAsync(sweep, cancel);
    }

    public Task<IReadOnlyList<Guid>> ListDrainedAsync(int limit, CancellationToken cancel) =>
        ReadAsync(() => inner.ListDrainedAsync(limit, cancel), cancel);

    public Task<LaneRow?> ResumeWithSnapshotAsync(LaneResume resume, CancellationToken cancel) =>
        ReadAsync(() => Flaw == Flaw.LostSnapshots ? Task.FromResult<LaneRow?>(null) : ResumeAsync(resume, cancel), cancel);

    // Told at once: whether the answer comes back is another matter.
    private async Task<LaneRow?> ResumeAsync(LaneResume resume, CancellationToken cancel)
    {
        var row = await inner.ResumeWithSnapshotAsync(resume, cancel);
        if (row is not null)
        {
            resumed(row);
        }

        return row;
    }

    private async Task<T> ReadAsync<T>(Func<Task<T>> read, CancellationToken cancel)
    {
        await PauseAsync(cancel);
        if (weather.RefusesReads)
        {
            throw Unavailable();
        }

        var answer = await read();
        await PauseAsync(cancel);
        return answer;
    }

    private async Task PauseAsync(CancellationToken cancel)
    {
        if (weather.LongestPause > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(weather.LongestPause)), clock, cancel);
        }

        await life.HoldIfOverAsync();
    }

    private bool IsShown(LaneWork work) => Flaw != Flaw.HiddenLane || work.Row.ConfigId != "a" || work.Row.Progress.Tries == 0;

    private LaneWork Spoil(LaneWork work)
    {
        var before = _before.GetValueOrDefault(work.Row.Lane, work);
        _before[work.Row.Lane] = work;
        return Flaw switch
        {
            Flaw.StaleRows => before,
            Flaw.SkippedDelivery when work.Next.Count > 2 => work with { Next = [work.Next[0], .. work.Next.Skip(2)] },
            _ => work,
        };
    }

    private static StoreUnavailableException Unavailable() => new("The disk is full (as the simulation wants it).");
}
