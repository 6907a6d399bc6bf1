namespace Handler.Server.Storage.Memory;

/// <content>Removes what need not be kept any more.</content>
public sealed partial class MemoryAgentStore
{
    /// <inheritdoc/>
    public Task<RetentionSwept> SweepAsync(RetentionSweep sweep, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Locked(() => sweep.Epoch == OwnEpoch ? Sweep(sweep) : default, cancel);
    }

    private RetentionSwept Sweep(RetentionSweep sweep)
    {
        var stretches = SweepDead(sweep);
        // By task and not by lane: a stretch whose config was deleted still holds the log.
        var dead = _dead.Values.SelectMany(entries => entries).ToLookup(entry => entry.Task);
        var (looked, tasks, events) = SweepEnded(sweep, dead);
        events += PruneLogs(sweep, dead, sweep.MaxEvents - events);
        return new RetentionSwept(tasks, stretches, events, stretches >= sweep.MaxTasks || looked >= sweep.MaxTasks || events >= sweep.MaxEvents);
    }

    private int SweepDead(RetentionSweep sweep)
    {
        var before = sweep.Before(sweep.Retention.DeadLetters);
        var old = _dead.Values.SelectMany(dead => dead).Where(dead => dead.Stretch.At <= before).Take(sweep.MaxTasks).ToList();
        foreach (var dead in old)
        {
            var (lane, stretches) = (dead.Stretch.Lane, _dead[dead.Stretch.Lane]);
            stretches.Remove(dead);
            if (stretches.Count == 0)
            {
                _dead.Remove(lane);
            }

            if (_lanes.TryGetValue(lane, out var found))
            {
                ForgetBodies(found, dead.Stretch.From - 1, dead.Stretch.To);
            }
        }

        return old.Count;
    }

    private (int Looked, int Tasks, int Events) SweepEnded(RetentionSweep sweep, ILookup<TaskKey, MemoryDead> dead)
    {
        var before = sweep.Before(sweep.Retention.EndedTasks);
        var candidates = _tasks.Values.Where(task => task.SettledAt <= before && task.Run is null).Take(sweep.MaxTasks).ToList();
        var (tasks, events) = (0, 0);
        foreach (var task in candidates)
        {
            task.SettledAt = RetentionRules.SettledAt(
                task.SettledAt!.Value, task.Configs.Select(config => config.Lane.Row), dead[task.Key].Max(entry => (DateTimeOffset?)entry.Stretch.At), sweep.Now);
            if (task.SettledAt > before)
            {
                continue;
            }

            // A long log goes in parts, and the task with the last of them.
            events += task.PruneThrough(task.LastSequence, sweep.MaxEvents - events);
            tasks += task.Length == 0 && Remove(task, dead[task.Key]) ? 1 : 0;
        }

        return (candidates.Count, tasks, events);
    }

    private bool Remove(MemoryTask task, IEnumerable<MemoryDead> dead)
    {
        task.Configs.ForEach(config => Close(config.Lane));
        foreach (var lane in dead.Select(entry => entry.Stretch.Lane).ToHashSet())
        {
            _dead.Remove(lane);
        }

        if (task.MessageDigest is { } digest)
        {
            _messages.Remove((task.Key.Scope, digest));
        }

        return _tasks.Remove(task.Key);
    }

    private int PruneLogs(RetentionSweep sweep, ILookup<TaskKey, MemoryDead> dead, int most)
    {
        var oldest = sweep.Before(sweep.Retention.RunningLogs);
        var pruned = 0;
        foreach (var task in _tasks.Values.Where(task => task.SettledAt is null && task.OldestAt <= oldest))
        {
            var waiting = task.Configs.Select(config => config.Lane).Where(lane => lane.Row.Waiting > 0).ToList();
            var through = RetentionRules.PrunableThrough(
                task.CheckpointSequence, waiting.Min(lane => (long?)lane.Row.Cursor), dead[task.Key].Min(entry => (long?)entry.Stretch.From));
            var before = RetentionRules.PrunableBefore(sweep, waiting.Min(OldestOf));
            pruned += task.PruneThrough(task.LastCommittedBy(before, through), most - pruned);
        }

        return pruned;
    }

    private static DateTimeOffset? OldestOf(MemoryLane lane) => lane.Look(lane.Row.Cursor).Next is [var head, ..] ? head.CommittedAt : null;
}
