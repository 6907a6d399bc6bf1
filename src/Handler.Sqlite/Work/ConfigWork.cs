using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>The transactions that create, replace, revive and delete push configs.</summary>
internal static class ConfigWork
{
    public static ConfigWriteResult Set(SqliteSession session, ConfigWrite write, DateTimeOffset now, Announcements announcements, Backlogs backlogs)
    {
        if (TaskTable.FindAnnounced(session, write.Task) is not { } task)
        {
            return new ConfigWriteResult(ConfigWriteOutcome.TaskNotFound, null);
        }

        if (ConfigTable.Find(session, task, write.ConfigId) is { } there)
        {
            var outcome = Rewrite(session, task, there, write, now, announcements);
            return new ConfigWriteResult(outcome, ConfigTable.Find(session, task, write.ConfigId)?.Config);
        }

        // After the look for the config itself: replacing one of a full task is always allowed.
        if (ConfigTable.Count(session, task) >= write.MaxPerTask)
        {
            return new ConfigWriteResult(ConfigWriteOutcome.TooMany, null);
        }

        if (!backlogs.MayAddConfig(session, write.Task.Scope, now))
        {
            return new ConfigWriteResult(ConfigWriteOutcome.TooManyOfOwner, null);
        }

        var wanted = write.Build(null) with { ConfigId = write.ConfigId };
        ConfigTable.Insert(session, LateLane.Open(session, task, wanted, write, now, announcements), wanted.Endpoint, now);
        return new ConfigWriteResult(ConfigWriteOutcome.Created, ConfigTable.Find(session, task, write.ConfigId)?.Config);
    }

    public static ConfigDeleteOutcome Delete(SqliteSession session, TaskKey key, string configId, Announcements announcements, Backlogs backlogs)
    {
        if (TaskTable.FindAnnounced(session, key) is not { } task)
        {
            return ConfigDeleteOutcome.TaskNotFound;
        }

        if (ConfigTable.Find(session, task, configId) is not { } there)
        {
            return ConfigDeleteOutcome.NotThere;
        }

        ConfigTable.Delete(session, there.Lane);
        LaneTable.Delete(session, there.Lane);
        BodyTable.ForgetAll(session, there.Lane, task.LastSequence);
        announcements.Counted(key.Scope, -there.Lane.Row.Waiting);
        backlogs.RemoveConfig(task, there.Lane.Row);
        // Told before the answer: that is how no attempt starts after an answered deletion.
        announcements.Changed(there.Lane.Row.Lane, null);
        return ConfigDeleteOutcome.Deleted;
    }

    private static ConfigWriteOutcome Rewrite(
        SqliteSession session,
        TaskRecord task,
        (StoredPushConfig Config, StoredLane Lane) there,
        ConfigWrite write,
        DateTimeOffset now,
        Announcements announcements)
    {
        // Under the lock: equality and kept credentials are decided against what is there now (decision 0002).
        var wanted = write.Build(there.Config) with { ConfigId = write.ConfigId };
        var isGone = there.Lane.Row.State == LaneState.Gone;
        // Clients repeat an inline config with each message: that must not begin a generation. Gone, it asks for a revival.
        if (!isGone && LaneRules.IsEqual(there.Config.Endpoint, there.Lane.Row, wanted))
        {
            return ConfigWriteOutcome.Unchanged;
        }

        var lane = isGone || there.Lane.Row.Format != wanted.Format
            ? Follow(session, task, there.Lane, wanted, write, now, announcements)
            : Replace(session, task, there.Lane, wanted, now, announcements);
        ConfigTable.Replace(session, lane, wanted.Endpoint);
        return isGone ? ConfigWriteOutcome.Revived : ConfigWriteOutcome.Replaced;
    }

    // A revival or a change of dialect: a new lane in the place of the old one, what waited there is canceled.
    private static StoredLane Follow(
        SqliteSession session,
        TaskRecord task,
        StoredLane old,
        NewPushConfig wanted,
        ConfigWrite write,
        DateTimeOffset now,
        Announcements announcements)
    {
        LaneDeath.CancelAll(session, old, DeadReason.Replaced, now, lastAttempt: null);
        LaneTable.Delete(session, old);
        BodyTable.ForgetAll(session, old, task.LastSequence);
        announcements.Counted(task.Key.Scope, -old.Row.Waiting);
        announcements.Changed(old.Row.Lane, null);
        return LateLane.Open(session, task, wanted, write, now, announcements);
    }

    private static StoredLane Replace(
        SqliteSession session, TaskRecord task, StoredLane lane, NewPushConfig wanted, DateTimeOffset now, Announcements announcements)
    {
        var after = lane with { Row = LaneRules.Replace(lane.Row, wanted, task.LastSequence, now) };
        // The head is compared by what each mask reads: tries and refusals belong to a delivery and not to the lane.
        var (before, waits) = (LaneReading.Waiting(session, lane, long.MaxValue), LaneReading.Waiting(session, after, long.MaxValue));
        after = after with { Row = after.Row with { Waiting = waits.Count } };
        if (before.Head != waits.Head)
        {
            after = after with { Row = LaneRules.ForgetHead(after.Row) };
        }

        LaneTable.Replace(session, after);
        announcements.Counted(task.Key.Scope, after.Row.Waiting - lane.Row.Waiting);
        announcements.Changed(after.Row.Lane, after.Row.Generation);
        // Without deliveries: what the dispatcher has in hand was read under the old mask, so it looks again.
        if (after.Row.Waiting > 0)
        {
            announcements.Advanced(new LaneAdvance(after.Row, lane.Row.Tail, []));
        }

        return after;
    }
}
