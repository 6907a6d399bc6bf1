using System.Collections.ObjectModel;
using Handler.Protocol;

namespace Handler.Server.Storage.Memory;

/// <content>Lanes and their dead letters.</content>
public sealed partial class MemoryAgentStore
{
    private readonly Dictionary<Guid, MemoryLane> _lanes = [];
    // Apart from the lanes: dead letters are asked for when the lane has long been deleted.
    private readonly Dictionary<Guid, List<MemoryDead>> _dead = [];
    private readonly MemoryDueIndex _due;
    private long _lastDead;

    /// <inheritdoc/>
    public Task<LaneOwnership> OwnAsync(CancellationToken cancel) =>
        Locked(() => new LaneOwnership(OwnEpoch, DateTimeOffset.MaxValue), cancel);

    /// <inheritdoc/>
    public Task<LaneTaken> TakeDueAsync(LaneTake take, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(take);
        return Locked(() => TakeDue(take), cancel);
    }

    /// <inheritdoc/>
    public Task<LaneWork?> ReadAheadAsync(Guid lane, long after, CancellationToken cancel) =>
        Locked(() => _lanes.GetValueOrDefault(lane)?.Look(after), cancel);

    /// <inheritdoc/>
    public Task<LaneEndpoint?> ReadEndpointAsync(Guid lane, CancellationToken cancel) =>
        Locked(() => _lanes.TryGetValue(lane, out var found) ? EndpointOf(found) : null, cancel);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadBodyAsync(Guid lane, long sequence, CancellationToken cancel) =>
        Locked(() => _lanes.TryGetValue(lane, out var found) ? found.EventAt(sequence)?.BodyIn(found.Row.Format) : null, cancel);

    /// <inheritdoc/>
    public Task<RecordResult> RecordAsync(ResultBatch batch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Locked(() => Record(batch), cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadStretch>> ListDeadAsync(Guid lane, CancellationToken cancel) =>
        Locked<IReadOnlyList<DeadStretch>>(
            () => _dead.TryGetValue(lane, out var dead) ? [.. dead.Select(entry => entry.Stretch)] : ReadOnlyCollection<DeadStretch>.Empty,
            cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AttemptRecord>> ListAttemptsAsync(Guid lane, CancellationToken cancel) =>
        Locked(() => _lanes.GetValueOrDefault(lane)?.Attempts ?? [], cancel);

    private static LaneEndpoint? EndpointOf(MemoryLane lane) =>
        lane.Task.Find(lane.Row.ConfigId) is { } config ? new LaneEndpoint(lane.Row.Generation, config.Endpoint, lane.Row.Format) : null;

    private MemoryLane Open(MemoryTask task, LaneRow row)
    {
        var lane = new MemoryLane(task, row);
        _lanes.Add(lane.Id, lane);
        _known.Add(row.Gate);
        return lane;
    }

    private void Close(MemoryLane lane)
    {
        _lanes.Remove(lane.Id);
        _due.Remove(lane.Id);
        _doorbell.LaneChanged(lane.Id, null);
        // From the beginning: what its dead letters held back lies below its cursor.
        ForgetBodies(lane, 0, lane.Task.LastSequence);
    }

    /// <summary>
    /// Forgets the bodies that a lane has just passed: what is for all when the last lane of its format has (one where nothing waits holds
    /// nothing back), and nothing under a stretch that can be redelivered.
    /// </summary>
    private void ForgetBodies(MemoryLane lane, long after, long through)
    {
        var format = lane.Row.Format;
        if (through <= after || NotificationBody.IsOfEvent(format))
        {
            return;
        }

        var readers = lane.Task.Configs.Select(config => config.Lane).Where(reader => reader.Row.Format == format && _lanes.ContainsKey(reader.Id)).ToList();
        foreach (var passed in lane.Task.Events(after, through).Where(passed => passed.Target.Includes(lane.Id)))
        {
            if (!readers.Exists(reader => passed.Target.Includes(reader.Id) && Needs(reader, passed.Sequence)))
            {
                passed.Forget(format);
            }
        }
    }

    private bool Needs(MemoryLane lane, long sequence) =>
        (lane.Row.Waiting > 0 && lane.Row.Cursor < sequence) || IsDead(lane.Id, sequence);

    private bool IsDead(Guid lane, long sequence) =>
        _dead.TryGetValue(lane, out var dead) && dead.Exists(entry => entry.Covers(sequence));

    private LaneAdvance? Advance(MemoryLane lane, IReadOnlyList<MemoryEvent> added, long waitingOfOwner, DateTimeOffset now)
    {
        var advance = lane.Advance(added, _backlogs.RoomOn(lane.Row, waitingOfOwner), now);
        _due.Update(lane);
        return advance;
    }

    private void Bury(MemoryLane lane, DeadStretch stretch)
    {
        if (!_dead.TryGetValue(stretch.Lane, out var dead))
        {
            dead = [];
            _dead.Add(stretch.Lane, dead);
        }

        dead.Add(new MemoryDead(++_lastDead, stretch, lane.Row));
    }

    private void Ring(IReadOnlyList<LaneAdvance> advances)
    {
        if (advances.Count > 0)
        {
            _doorbell.Ring(advances);
        }
    }

    private LaneTaken TakeDue(LaneTake take)
    {
        if (take.Epoch != OwnEpoch)
        {
            return new LaneTaken([], null);
        }

        var taken = _due.Take(take, HeldUntil).Select(lane => lane.Look(lane.Row.Cursor)).ToList();
        return new LaneTaken(taken, _due.NextDue(take, HeldUntil));

        DateTimeOffset? HeldUntil(GateKey key) =>
            _gates.TryGetValue(key, out var gate) && gate.Hold != GateHold.None && gate.HeldUntil > take.Now ? gate.HeldUntil : null;
    }

    private RecordResult Record(ResultBatch batch)
    {
        if (batch.Epoch != OwnEpoch)
        {
            return new RecordResult(RecordOutcome.Fenced, []);
        }

        var now = _clock.GetUtcNow();
        foreach (var result in batch.Lanes)
        {
            Record(result, now);
        }

        foreach (var gate in batch.Gates)
        {
            Record(gate);
        }

        return new RecordResult(
            RecordOutcome.Recorded, [.. batch.Lanes.Select(result => result.Lane).Where(lane => _lanes.TryGetValue(lane, out var found) && LaneRules.IsDrained(found.Row))]);
    }

    private void Record(LaneResult result, DateTimeOffset now)
    {
        // Deleted while the attempt was in flight.
        if (!_lanes.TryGetValue(result.Lane, out var lane))
        {
            return;
        }

        var before = lane.Row.Cursor;
        foreach (var stretch in lane.Record(result, now))
        {
            Bury(lane, stretch);
        }

        _due.Update(lane);
        ForgetBodies(lane, before, lane.Row.Cursor);
    }
}
