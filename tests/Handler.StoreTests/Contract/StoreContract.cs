using Handler.Protocol;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.StoreTests.Contract;

/// <summary>
/// A topic of the suite that every store passes: opens the store, listens to it, and has the words that the topics share.
/// </summary>
public abstract class StoreContract<TFixture> : IAsyncLifetime
    where TFixture : IStoreFixture, new()
{
    private readonly TFixture _fixture = new();

    protected static CancellationToken Cancel => CancellationToken.None;

    protected ManualClock Clock { get; } = new(Make.Epoch);

    protected Doorbell Doorbell { get; } = new();

    protected RingLog Rings { get; } = new();

    protected IAgentStore Store { get; private set; } = null!;

    protected static TaskKey Key { get; } = Make.Key("task");

    /// <summary>How much may wait.</summary>
    protected virtual BacklogLimits Limits { get; } = new();

    public async Task InitializeAsync()
    {
        Doorbell.Listen(Rings);
        Store = await _fixture.OpenAsync(Clock, Doorbell, Limits);
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await _fixture.OpenAsync(Clock, Doorbell, Limits);
    }

    protected async Task<TaskWriter> CreateAsync(TaskKey? key = null, NewPushConfig? config = null, string context = "context") =>
        new(Store, await Store.CreateAsync(Make.Task(key ?? Key, context, config), Cancel));

    /// <summary>A task that has been announced by one status event (sequence 1).</summary>
    protected async Task<TaskWriter> BeginAsync(TaskKey? key = null, NewPushConfig? config = null, NotificationBodyRenderer? bodies = null)
    {
        var created = await Store.CreateAsync(Make.Task(key ?? Key, "context", config), Cancel);
        var writer = new TaskWriter(Store, created) { Bodies = bodies };
        await writer.CommitAsync(Make.Status(TaskState.Working, task: writer.Key.TaskId));
        return writer;
    }

    protected Task<ConfigWriteResult> SetAsync(
        NewPushConfig config,
        TaskKey? key = null,
        bool snapshot = true,
        int maxPerTask = 100,
        NotificationBodyRenderer? bodies = null) =>
        Store.SetAsync(
            new ConfigWrite
            {
                Task = key ?? Key,
                ConfigId = config.ConfigId,
                Build = _ => config,
                OpensWithSnapshot = snapshot,
                MaxPerTask = maxPerTask,
                Bodies = bodies,
            },
            Cancel);

    /// <summary>Writes a config and gives back its lane.</summary>
    protected async Task<Guid> LaneOfAsync(
        NewPushConfig config,
        TaskKey? key = null,
        bool snapshot = true,
        NotificationBodyRenderer? bodies = null)
    {
        var result = await SetAsync(config, key, snapshot, bodies: bodies);
        return result.Config.ShouldNotBeNull(result.Outcome.ToString()).Lane.Lane;
    }

    protected async Task<LaneRow> RowAsync(Guid lane) => (await Store.ReadAheadAsync(lane, 0, Cancel)).ShouldNotBeNull().Row;

    /// <summary>What a lane reads next, at most 16.</summary>
    protected async Task<IReadOnlyList<long>> NextAsync(Guid lane, long after = 0) =>
        [.. (await Store.ReadAheadAsync(lane, after, Cancel)).ShouldNotBeNull().Next.Select(delivery => delivery.Sequence)];

    /// <summary>All that waits on a lane, read page by page.</summary>
    protected async Task<IReadOnlyList<long>> WaitingAsync(Guid lane)
    {
        var all = new List<long>();
        while (await NextAsync(lane, all.Count == 0 ? 0 : all[^1]) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    protected async Task<StreamResponse> BodyAsync(Guid lane, long sequence) =>
        A2AJson.Read<StreamResponse>((await Store.ReadBodyAsync(lane, sequence, Cancel)).ShouldNotBeNull().Span);

    protected async Task<RecordOutcome> RecordAsync(params LaneResult[] results) => await RecordAsync(results, []);

    protected async Task<RecordOutcome> RecordAsync(IReadOnlyList<LaneResult> results, IReadOnlyList<GateRow> gates) =>
        (await RecordAllAsync(results, gates)).Outcome;

    /// <summary>Records, and gives back the full lanes that this has drained.</summary>
    protected async Task<IReadOnlyList<Guid>> DrainAsync(params LaneResult[] results) => (await RecordAllAsync(results, [])).Drained;

    private async Task<RecordResult> RecordAllAsync(IReadOnlyList<LaneResult> results, IReadOnlyList<GateRow> gates)
    {
        var owned = await Store.OwnAsync(Cancel);
        return await Store.RecordAsync(new ResultBatch(owned.Epoch, [.. results.OrderBy(result => result.Lane)], gates), Cancel);
    }

    /// <summary>A result of a lane: delivered up to a sequence, the next attempt due now.</summary>
    protected LaneResult Delivered(Guid lane, long through, int count, long generation = 1) => new()
    {
        Lane = lane,
        Generation = generation,
        DeliveredThrough = through,
        Delivered = count,
        Progress = LaneProgress.DueAt(Clock.GetUtcNow()),
    };

    /// <summary>A result of a lane without a delivery.</summary>
    protected LaneResult Result(Guid lane, LaneProgress? progress = null, long generation = 1) => new()
    {
        Lane = lane,
        Generation = generation,
        Progress = progress ?? LaneProgress.DueAt(Clock.GetUtcNow()),
    };

    protected DeathNotice Death(long from, long to, DeadReason reason = DeadReason.Refused, DateTimeOffset? upTo = null) =>
        new() { From = from, To = to, Reason = reason, At = Clock.GetUtcNow(), AndCommittedUpTo = upTo };

    protected async Task<LaneTaken> TakeAsync(int maxLanes = 100, Func<GateKey, int>? room = null, Func<Guid, bool>? inHand = null)
    {
        var owned = await Store.OwnAsync(Cancel);
        var take = new LaneTake
        {
            Epoch = owned.Epoch,
            Now = Clock.GetUtcNow(),
            MaxLanes = maxLanes,
            Room = room ?? (_ => 100),
            InHand = inHand ?? (_ => false),
        };
        return await Store.TakeDueAsync(take, Cancel);
    }

    protected static void ShouldHaveNothing(LaneTaken taken)
    {
        taken.Lanes.ShouldBeEmpty();
        taken.NextDue.ShouldBeNull();
    }

    protected static IReadOnlyList<Guid> LanesOf(LaneTaken taken) => [.. taken.Lanes.Select(work => work.Row.Lane)];
}
