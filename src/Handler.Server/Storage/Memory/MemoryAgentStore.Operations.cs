namespace Handler.Server.Storage.Memory;

/// <content>What operators see and write.</content>
public sealed partial class MemoryAgentStore
{
    /// <inheritdoc/>
    public Task<LanePage> ListLanesAsync(LaneQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Locked(() => ListLanes(query), cancel);
    }

    /// <inheritdoc/>
    public Task<DeadPage> ListDeadAsync(DeadQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Locked(() => ListDead(query), cancel);
    }

    /// <inheritdoc/>
    public Task<GatePage> ListGatesAsync(GateQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Locked(() => ListGates(query), cancel);
    }

    /// <inheritdoc/>
    public Task<DeliveryReport?> ReadDeliveryAsync(Guid lane, long sequence, CancellationToken cancel) =>
        Locked(() => ReadDelivery(lane, sequence), cancel);

    /// <inheritdoc/>
    public Task<bool> RecordRedeliveryAsync(Guid lane, long sequence, RedeliveryRecord redelivery, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(redelivery);
        return Locked(() => RecordRedelivery(lane, sequence, redelivery), cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ListDeadDeliveriesAsync(Guid lane, long from, int limit, CancellationToken cancel) =>
        Locked<IReadOnlyList<long>>(() => ListDeadDeliveries(lane, from, limit), cancel);

    private static bool Names(string? wanted, string value) => wanted is null || wanted == value;

    private static bool Matches(LaneQuery query, LaneRow row) =>
        Names(query.Tenant, row.Task.Scope.Tenant)
        && Names(query.Owner, row.Task.Scope.Owner)
        && Names(query.TaskId, row.Task.TaskId)
        && Names(query.ConfigId, row.ConfigId)
        && Names(query.Origin, row.Gate.Origin)
        && (query.State is null || query.State == row.State)
        && (!query.WaitingOnly || row.Waiting > 0)
        && (query.After is not { } after || row.Lane.CompareTo(after) < 0);

    private static bool Matches(DeadQuery query, MemoryDead dead) =>
        Names(query.Tenant, dead.Task.Scope.Tenant)
        && Names(query.Owner, dead.Task.Scope.Owner)
        && Names(query.TaskId, dead.Task.TaskId)
        && Names(query.ConfigId, dead.ConfigId)
        && Names(query.Origin, dead.Origin)
        && (query.Lane is null || query.Lane == dead.Stretch.Lane)
        && (query.Reason is null || query.Reason == dead.Stretch.Reason)
        && (query.Since is null || dead.Stretch.At >= query.Since)
        && (!query.OpenOnly || dead.ToReport().Redelivered < dead.Stretch.Count)
        && (query.After is null || dead.Number < query.After);

    private static bool Matches(GateQuery query, GateRow gate) =>
        Names(query.Tenant, gate.Key.Scope.Tenant)
        && Names(query.Owner, gate.Key.Scope.Owner)
        && Names(query.Origin, gate.Key.Origin)
        && (!query.HeldOnly || gate.Hold != GateHold.None)
        && (query.After is not { } after || Compare(gate.Key, after) > 0);

    private static int Compare(GateKey one, GateKey other) =>
        string.CompareOrdinal(one.Scope.Tenant, other.Scope.Tenant) is not 0 and var tenants ? tenants
        : string.CompareOrdinal(one.Scope.Owner, other.Scope.Owner) is not 0 and var owners ? owners
        : string.CompareOrdinal(one.Origin, other.Origin);

    private LanePage ListLanes(LaneQuery query)
    {
        var found = _lanes.Values.Where(lane => Matches(query, lane.Row)).OrderByDescending(lane => lane.Id).Take(query.Limit + 1).ToList();
        var page = found.Take(query.Limit).Select(ReportOf).ToList();
        return new LanePage(page, found.Count > page.Count ? page[^1].Row.Lane : null);
    }

    private LaneReport ReportOf(MemoryLane lane) => new()
    {
        Row = lane.Row,
        Head = lane.Look(lane.Row.Cursor).Next is [var head, ..] ? head with { Body = null } : null,
        LastAttempt = lane.Attempts is [.., var last] ? last : null,
        Dead = _dead.TryGetValue(lane.Id, out var dead) ? dead.Sum(entry => (long)entry.Stretch.Count) : 0,
    };

    private DeadPage ListDead(DeadQuery query)
    {
        var found = _dead.Values.SelectMany(entries => entries)
            .Where(entry => Matches(query, entry))
            .OrderByDescending(entry => entry.Number)
            .Take(query.Limit + 1)
            .ToList();
        var page = found.Take(query.Limit).ToList();
        return new DeadPage(page.ConvertAll(entry => entry.ToReport()), found.Count > page.Count ? page[^1].Number : null);
    }

    private GatePage ListGates(GateQuery query)
    {
        var lanes = _lanes.Values.ToLookup(lane => lane.Row.Gate);
        var found = lanes.Select(gate => gate.Key).Union(_gates.Keys)
            .Select(key => _gates.GetValueOrDefault(key) ?? new GateRow { Key = key })
            .Where(gate => Matches(query, gate))
            .OrderBy(gate => gate.Key, Comparer<GateKey>.Create(Compare))
            .Take(query.Limit + 1)
            .ToList();
        var page = found.Take(query.Limit).Select(gate => ReportOf(gate, lanes[gate.Key])).ToList();
        return new GatePage(page, found.Count > page.Count ? page[^1].Row.Key : null);
    }

    private static GateReport ReportOf(GateRow gate, IEnumerable<MemoryLane> lanes)
    {
        var waiting = lanes.Where(lane => lane.Row.Waiting > 0).ToList();
        return new GateReport
        {
            Row = gate,
            WaitingLanes = waiting.Count,
            Waiting = waiting.Sum(lane => (long)lane.Row.Waiting),
            OldestWaiting = waiting.Min(lane => lane.Look(lane.Row.Cursor).Next is [var head, ..] ? head.CommittedAt : (DateTimeOffset?)null),
        };
    }

    private DeliveryReport? ReadDelivery(Guid laneId, long sequence)
    {
        var lane = _lanes.GetValueOrDefault(laneId);
        var dead = FindDead(laneId, sequence);
        var found = lane is not null ? lane.EventAt(sequence) : FindForAll(dead, sequence);
        return (lane is null ? dead is null : found is null) ? null : new DeliveryReport
        {
            Sequence = sequence,
            Lane = lane?.Row,
            Event = found?.ToStored(),
            Body = lane is null ? null : found?.BodyIn(lane.Row.Format),
            Attempts = [.. (lane?.Attempts ?? []).Where(attempt => attempt.Sequence <= sequence && sequence <= attempt.ThroughSequence)],
            Dead = dead?.ToReport(),
            Redelivery = dead?.RedeliveryOf(sequence),
        };
    }

    private List<long> ListDeadDeliveries(Guid laneId, long from, int limit)
    {
        if (FindDead(laneId, from) is not { } dead || !_tasks.TryGetValue(dead.Task, out var task))
        {
            return [];
        }

        var lane = _lanes.GetValueOrDefault(laneId);
        return
        [
            .. task.Events(from - 1, dead.Stretch.To)
                .Where(e => lane is not null ? lane.Row.Reads(e.Target, e.Kinds) : e.Target is { Lane: null, IsNone: false })
                .Select(e => e.Sequence)
                .Where(sequence => dead.RedeliveryOf(sequence) is not { Attempt.Outcome: AttemptOutcome.Delivered })
                .Take(limit),
        ];
    }

    // Of a lane that is no more only what was for all can still be told to have been for it.
    private MemoryEvent? FindForAll(MemoryDead? dead, long sequence) =>
        dead is not null && _tasks.TryGetValue(dead.Task, out var task) && task.EventAt(sequence) is { Target: { Lane: null, IsNone: false } } found
            ? found
            : null;

    private MemoryDead? FindDead(Guid lane, long sequence) =>
        _dead.TryGetValue(lane, out var dead) ? dead.Find(entry => entry.Covers(sequence)) : null;

    private bool RecordRedelivery(Guid lane, long sequence, RedeliveryRecord redelivery)
    {
        var dead = FindDead(lane, sequence);
        dead?.Write(sequence, redelivery);
        return dead is not null;
    }
}
