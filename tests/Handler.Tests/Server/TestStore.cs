using Handler.Server.Storage;
using Handler.Server.Storage.Memory;

namespace Handler.Tests.Server;

/// <summary>The memory store, with its commits recorded, faults on demand, and runs declared dead.</summary>
internal sealed class TestStore(MemoryAgentStore inner) : IAgentStore
{
    public string Node => inner.Node;

    /// <summary>Every commit that was written, in order.</summary>
    public List<TaskCommit> Commits { get; } = [];

    /// <summary>Called before each commit; may throw, or hold it up.</summary>
    public Func<TaskCommit, Task>? BeforeCommit { get; set; }

    /// <summary>Reads of a task wait for it.</summary>
    public Task Readable { get; set; } = Task.CompletedTask;

    /// <summary>The runs that recovery finds; one is found until its task has another run or none.</summary>
    public List<OrphanedRun> Orphans { get; } = [];

    /// <summary>How often a run was begun, or would have been.</summary>
    public int Runs { get; private set; }

    /// <summary>How many reads of the log there were.</summary>
    public int EventReads { get; private set; }

    public async Task<CommitResult> CommitAsync(TaskCommit commit, CancellationToken cancel)
    {
        if (BeforeCommit is { } before)
        {
            await before(commit);
        }

        var result = await inner.CommitAsync(commit, cancel);
        if (result.Outcome == CommitOutcome.Committed)
        {
            Commits.Add(commit);
        }

        return result;
    }

    public Task<IReadOnlyList<OrphanedRun>> ListOrphanedRunsAsync(int limit, CancellationToken cancel)
    {
        IReadOnlyList<OrphanedRun> found = [.. Orphans.Take(limit)];
        return Task.FromResult(found);
    }

    public Task<BeginRunResult> BeginRunAsync(TaskKey key, RunToken? takeOver, CancellationToken cancel)
    {
        Runs++;
        Orphans.RemoveAll(orphan => orphan.Key == key);
        return inner.BeginRunAsync(key, takeOver, cancel);
    }

    public Task DropAsync(TaskKey key, RunToken run, CancellationToken cancel)
    {
        Orphans.RemoveAll(orphan => orphan.Key == key);
        return inner.DropAsync(key, run, cancel);
    }

    public Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(TaskKey key, long after, int limit, CancellationToken cancel)
    {
        EventReads++;
        return inner.ReadEventsAsync(key, after, limit, cancel);
    }

    public Task<StoredTask> CreateAsync(NewTask task, CancellationToken cancel) => inner.CreateAsync(task, cancel);

    public async Task<StoredTask?> GetAsync(TaskKey key, CancellationToken cancel)
    {
        await Readable;
        return await inner.GetAsync(key, cancel);
    }

    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancel) => inner.ListAsync(query, cancel);

    public Task<ConfigWriteResult> SetAsync(ConfigWrite write, CancellationToken cancel) => inner.SetAsync(write, cancel);

    public Task<StoredPushConfig?> GetAsync(TaskKey task, string configId, CancellationToken cancel) => inner.GetAsync(task, configId, cancel);

    public Task<IReadOnlyList<StoredPushConfig>?> ListAsync(TaskKey task, CancellationToken cancel) => inner.ListAsync(task, cancel);

    public Task<IReadOnlyList<StoredPushConfig>> ListOfOwnerAsync(OwnerScope scope, CancellationToken cancel) => inner.ListOfOwnerAsync(scope, cancel);

    public Task<ConfigDeleteOutcome> DeleteAsync(TaskKey task, string configId, CancellationToken cancel) => inner.DeleteAsync(task, configId, cancel);

    public Task<LaneOwnership> OwnAsync(CancellationToken cancel) => inner.OwnAsync(cancel);

    public Task<LaneTaken> TakeDueAsync(LaneTake take, CancellationToken cancel) => inner.TakeDueAsync(take, cancel);

    public Task<LaneWork?> ReadAheadAsync(Guid lane, long after, CancellationToken cancel) => inner.ReadAheadAsync(lane, after, cancel);

    public Task<LaneEndpoint?> ReadEndpointAsync(Guid lane, CancellationToken cancel) => inner.ReadEndpointAsync(lane, cancel);

    public Task<ReadOnlyMemory<byte>?> ReadBodyAsync(Guid lane, long sequence, CancellationToken cancel) => inner.ReadBodyAsync(lane, sequence, cancel);

    public Task<RecordResult> RecordAsync(ResultBatch batch, CancellationToken cancel) => inner.RecordAsync(batch, cancel);

    public Task<IReadOnlyList<DeadStretch>> ListDeadAsync(Guid lane, CancellationToken cancel) => inner.ListDeadAsync(lane, cancel);

    public Task<IReadOnlyList<AttemptRecord>> ListAttemptsAsync(Guid lane, CancellationToken cancel) => inner.ListAttemptsAsync(lane, cancel);

    public Task<IReadOnlyList<GateRow>> ListGatesAsync(CancellationToken cancel) => inner.ListGatesAsync(cancel);

    public Task<LanePage> ListLanesAsync(LaneQuery query, CancellationToken cancel) => inner.ListLanesAsync(query, cancel);

    public Task<DeadPage> ListDeadAsync(DeadQuery query, CancellationToken cancel) => inner.ListDeadAsync(query, cancel);

    public Task<GatePage> ListGatesAsync(GateQuery query, CancellationToken cancel) => inner.ListGatesAsync(query, cancel);

    public Task<DeliveryReport?> ReadDeliveryAsync(Guid lane, long sequence, CancellationToken cancel) => inner.ReadDeliveryAsync(lane, sequence, cancel);

    public Task<IReadOnlyList<long>> ListDeadDeliveriesAsync(Guid lane, long from, int limit, CancellationToken cancel) =>
        inner.ListDeadDeliveriesAsync(lane, from, limit, cancel);

    public Task<bool> RecordRedeliveryAsync(Guid lane, long sequence, RedeliveryRecord redelivery, CancellationToken cancel) =>
        inner.RecordRedeliveryAsync(lane, sequence, redelivery, cancel);

    public Task<HeldExpired> ExpireHeldAsync(HeldExpiry expiry, CancellationToken cancel) => inner.ExpireHeldAsync(expiry, cancel);

    public Task<GateChange> HoldGateAsync(GateKey gate, string by, string? reason, CancellationToken cancel) =>
        inner.HoldGateAsync(gate, by, reason, cancel);

    public Task<GateChange> ResumeGateAsync(GateKey gate, CancellationToken cancel) => inner.ResumeGateAsync(gate, cancel);

    public Task<RetentionSwept> SweepAsync(RetentionSweep sweep, CancellationToken cancel) => inner.SweepAsync(sweep, cancel);

    public Task<IReadOnlyList<Guid>> ListDrainedAsync(int limit, CancellationToken cancel) => inner.ListDrainedAsync(limit, cancel);

    public Task<LaneRow?> ResumeWithSnapshotAsync(LaneResume resume, CancellationToken cancel) => inner.ResumeWithSnapshotAsync(resume, cancel);

    public bool IsFull(LaneRow lane) => inner.IsFull(lane);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
