using Handler.Protocol;

namespace Handler.Server.Storage.Memory;

/// <content>What waits, and lanes that were full.</content>
public sealed partial class MemoryAgentStore
{
    private readonly OwnerBacklogs _backlogs;
    private readonly OwnerConfigs _ownerConfigs;
    private readonly int _maxConfigsPerOwner;

    /// <inheritdoc/>
    public bool IsFull(LaneRow lane) => _backlogs.IsFull(lane);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> ListDrainedAsync(int limit, CancellationToken cancel) => Locked<IReadOnlyList<Guid>>(
        () => [.. _lanes.Values.Where(lane => LaneRules.IsDrained(lane.Row)).Select(lane => lane.Id).Take(limit)], cancel);

    /// <inheritdoc/>
    public Task<LaneRow?> ResumeWithSnapshotAsync(LaneResume resume, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(resume);
        return Locked(() => Resume(resume), cancel);
    }

    private bool MayAddConfig(OwnerScope owner) => _ownerConfigs.TryAdd(owner, _clock.GetUtcNow(), CountConfigs);

    private int CountConfigs(OwnerScope owner) =>
        _tasks.Values.Where(task => task.Key.Scope == owner).Sum(task => task.Configs.Count(config => CountsForOwner(task, config)));

    private static bool CountsForOwner(MemoryTask task, MemoryConfig config) =>
        !task.Current.Status.State.IsTerminal || config.Lane.Row.Waiting > 0;

    private LaneRow? Resume(LaneResume resume)
    {
        if (resume.Epoch != OwnEpoch || !_lanes.TryGetValue(resume.Lane, out var lane) || !LaneRules.IsDrained(lane.Row))
        {
            return null;
        }

        var before = lane.Row;
        lane.Resume();
        if (resume.WithSnapshot)
        {
            var snapshot = AddSnapshot(lane, resume.Bodies, _clock.GetUtcNow());
            Ring([new LaneAdvance(lane.Row, before.Tail, [snapshot.ToDelivery(lane.Row.Format)])]);
        }

        // The bodies of a commit are kept before it is known how much of it a lane takes.
        ForgetBodies(lane, before.Cursor, lane.Row.Cursor);
        return lane.Row;
    }

    /// <summary>Appends the task as it is, for one lane alone.</summary>
    private MemoryEvent AddSnapshot(MemoryLane lane, NotificationBodyRenderer? bodies, DateTimeOffset now)
    {
        var current = lane.Task.Current;
        var update = StreamResponse.Of(current);
        var added = new NewEvent
        {
            Kinds = EventKinds.Snapshot,
            Target = EventTarget.For(lane.Id),
            Update = update,
            Payload = A2AJson.Write(update),
        };
        var snapshot = lane.Task.Append(added, now);
        if (CommitRules.KeepSnapshotBody(lane.Row.Format, current, bodies) is { } body)
        {
            snapshot.Keep(lane.Row.Format, body);
        }

        Advance(lane, [snapshot], waitingOfOwner: 0, now);
        return snapshot;
    }
}
