namespace Handler.Server.Storage.Memory;

/// <content>Push configs.</content>
public sealed partial class MemoryAgentStore
{
    /// <inheritdoc/>
    public Task<ConfigWriteResult> SetAsync(ConfigWrite write, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(write);
        return Locked(() => Set(write), cancel);
    }

    /// <inheritdoc/>
    public Task<StoredPushConfig?> GetAsync(TaskKey task, string configId, CancellationToken cancel) =>
        Locked(() => FindAnnounced(task)?.Find(configId)?.ToStored(), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPushConfig>?> ListAsync(TaskKey task, CancellationToken cancel) =>
        Locked<IReadOnlyList<StoredPushConfig>?>(() => FindAnnounced(task)?.Configs.ConvertAll(config => config.ToStored()), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPushConfig>> ListOfOwnerAsync(OwnerScope scope, CancellationToken cancel) =>
        Locked<IReadOnlyList<StoredPushConfig>>(() => ListOfOwner(scope), cancel);

    /// <inheritdoc/>
    public Task<ConfigDeleteOutcome> DeleteAsync(TaskKey task, string configId, CancellationToken cancel) =>
        Locked(() => Delete(task, configId), cancel);

    private List<StoredPushConfig> ListOfOwner(OwnerScope scope) =>
    [
        .. _tasks.Values
            .Where(task => task.IsAnnounced && task.Key.Scope == scope)
            .SelectMany(task => task.Configs.ConvertAll(config => config.ToStored()))
            .OrderBy(config => config.CreatedAt)
            .ThenBy(config => config.Task.TaskId, StringComparer.Ordinal)
            .ThenBy(config => config.ConfigId, StringComparer.Ordinal),
    ];

    private ConfigWriteResult Set(ConfigWrite write)
    {
        if (FindAnnounced(write.Task) is not { } task)
        {
            return new ConfigWriteResult(ConfigWriteOutcome.TaskNotFound, null);
        }

        var config = task.Find(write.ConfigId);
        if (config is null && task.Configs.Count >= write.MaxPerTask)
        {
            return new ConfigWriteResult(ConfigWriteOutcome.TooMany, null);
        }

        if (config is null && !MayAddConfig(write.Task.Scope))
        {
            return new ConfigWriteResult(ConfigWriteOutcome.TooManyOfOwner, null);
        }

        var wanted = write.Build(config?.ToStored()) with { ConfigId = write.ConfigId };
        var now = _clock.GetUtcNow();
        if (config is null)
        {
            config = new MemoryConfig(write.ConfigId, now, wanted.Endpoint, OpenLate(task, wanted, write, now));
            task.Configs.Add(config);
            // Only now: who is told of the lane may ask for its endpoint, which is found through the config.
            RingSnapshot(config.Lane);
            return new ConfigWriteResult(ConfigWriteOutcome.Created, config.ToStored());
        }

        var outcome = Rewrite(config, wanted, write, now);
        return new ConfigWriteResult(outcome, config.ToStored());
    }

    private ConfigWriteOutcome Rewrite(MemoryConfig config, NewPushConfig wanted, ConfigWrite write, DateTimeOffset now)
    {
        var row = config.Lane.Row;
        var isGone = row.State == LaneState.Gone;
        if (!isGone && LaneRules.IsEqual(config.Endpoint, row, wanted))
        {
            return ConfigWriteOutcome.Unchanged;
        }

        config.Endpoint = wanted.Endpoint;
        if (isGone || row.Format != wanted.Format)
        {
            Follow(config, wanted, write, now);
            return isGone ? ConfigWriteOutcome.Revived : ConfigWriteOutcome.Replaced;
        }

        ReplaceOn(config.Lane, wanted, now);
        return ConfigWriteOutcome.Replaced;
    }

    private void ReplaceOn(MemoryLane lane, NewPushConfig wanted, DateTimeOffset now)
    {
        var tailBefore = lane.Row.Tail;
        lane.Replace(wanted, now);
        _known.Add(lane.Row.Gate);
        _due.Update(lane);
        _doorbell.LaneChanged(lane.Id, lane.Row.Generation);
        if (lane.Row.Waiting > 0)
        {
            Ring([new LaneAdvance(lane.Row, tailBefore, [])]);
        }
    }

    /// <summary>Ends a config's lane and opens a new one in its place: a revival, or a change of dialect.</summary>
    private void Follow(MemoryConfig config, NewPushConfig wanted, ConfigWrite write, DateTimeOffset now)
    {
        var old = config.Lane;
        if (old.CancelAll(DeadReason.Replaced, now, lastAttempt: null) is { } canceled)
        {
            Bury(old, canceled);
        }

        config.Lane = OpenLate(old.Task, wanted, write, now);
        Close(old);
        RingSnapshot(config.Lane);
    }

    /// <summary>Opens a lane on a task that has begun: just before a snapshot made for it, or at the end of the log.</summary>
    private MemoryLane OpenLate(MemoryTask task, NewPushConfig wanted, ConfigWrite write, DateTimeOffset now)
    {
        var lane = Open(task, LaneRules.Open(_newId(now), task.Key, wanted, task.LastSequence, now));
        // Of a task without events there is nothing to show yet: the lane reads them from the first one on.
        if (!write.OpensWithSnapshot || task.LastSequence == 0)
        {
            return lane;
        }

        AddSnapshot(lane, write.Bodies, now);
        return lane;
    }

    private void RingSnapshot(MemoryLane lane)
    {
        if (lane.EventAt(lane.Row.Tail) is { } snapshot && lane.Row.Waiting > 0)
        {
            Ring([new LaneAdvance(lane.Row, lane.Row.Cursor, [snapshot.ToDelivery(lane.Row.Format)])]);
        }
    }

    private ConfigDeleteOutcome Delete(TaskKey key, string configId)
    {
        if (FindAnnounced(key) is not { } task)
        {
            return ConfigDeleteOutcome.TaskNotFound;
        }

        if (task.Find(configId) is not { } config)
        {
            return ConfigDeleteOutcome.NotThere;
        }

        if (CountsForOwner(task, config))
        {
            _ownerConfigs.Remove(key.Scope);
        }

        task.Configs.Remove(config);
        // Tells the dispatcher before this is answered: no attempt starts after an answered deletion.
        Close(config.Lane);
        return ConfigDeleteOutcome.Deleted;
    }
}
