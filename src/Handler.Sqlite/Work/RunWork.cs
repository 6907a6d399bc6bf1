using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>The transactions that make tasks, begin runs and drop what was never announced.</summary>
internal static class RunWork
{
    public static StoredTask Create(SqliteSession session, NewTask created, string node, DateTimeOffset now, Backlogs backlogs)
    {
        if (created.MessageDigest is { } digest && TaskTable.FindMadeBy(session, created.Key.Scope, digest) is { } made)
        {
            return TaskTable.Load(session, made);
        }

        if (TaskTable.Find(session, created.Key) is not null)
        {
            throw new InvalidOperationException(
                $"Task {created.Key.TaskId} is there already: an id is given once; make a new one for a new task.");
        }

        if (created.Config is not null && !backlogs.MayAddConfig(session, created.Key.Scope, now))
        {
            throw new TooManyConfigsException(backlogs.Limits.MaxConfigsPerOwner);
        }

        var task = TaskTable.Insert(session, created, node);
        if (created.Config is { } config)
        {
            var row = LaneRules.Open(Guid.CreateVersion7(now), created.Key, config, cursor: 0, now);
            ConfigTable.Insert(session, LaneTable.Insert(session, task.RowId, row), config.Endpoint, now);
        }

        return TaskTable.Load(session, TaskTable.Find(session, created.Key)!);
    }

    public static BeginRunResult Begin(SqliteSession session, TaskKey key, RunToken? takeOver, string node)
    {
        // A task that was never announced is recovery's to drop, not to run on.
        if (TaskTable.FindAnnounced(session, key) is not { } task)
        {
            return new BeginRunResult(BeginRunOutcome.TaskNotFound, null);
        }

        var (outcome, changed) = task.State.IsTerminal ? (BeginRunOutcome.Ended, EndOrphan(session, task, takeOver))
            : task.Run != takeOver ? (BeginRunOutcome.Busy, task)
            : (BeginRunOutcome.Begun, TaskTable.SetRun(session, task, node));
        return new BeginRunResult(outcome, TaskTable.Load(session, changed));
    }

    public static bool Drop(SqliteSession session, TaskKey key, RunToken run, Announcements announcements)
    {
        if (TaskTable.Find(session, key) is not { Announced: false } task || task.Run != run)
        {
            return false;
        }

        foreach (var lane in LaneTable.OfTask(session, task))
        {
            ConfigTable.Delete(session, lane);
            LaneTable.Delete(session, lane);
            // It never had an event, so nothing is in flight; told all the same, so that what was taken is forgotten.
            announcements.Changed(lane.Row.Lane, null);
        }

        CheckpointTable.Delete(session, task);
        TaskTable.Delete(session, task);
        return true;
    }

    // Who takes over the run of an ended task wants one orphan less, see ITaskStore.
    private static TaskRecord EndOrphan(SqliteSession session, TaskRecord task, RunToken? takeOver) =>
        takeOver is not null && task.Run == takeOver ? TaskTable.SetRun(session, task, node: null) : task;
}
