using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>The rows of tasks.</summary>
internal static class TaskTable
{
    private const string FindSql =
        """
        select task_row, state, status_at, dialect, announced, last_sequence, runs, run_node, checkpoint_sequence,
            checkpoint_bytes, bytes_since
        from task where tenant = ? and owner = ? and task_id = ?
        """;

    private const string InsertSql =
        """
        insert into task (tenant, owner, task_id, context_id, state, status_at, dialect, announced, last_sequence, runs, run_node,
            checkpoint_sequence, checkpoint_bytes, bytes_since, message_digest)
        values (?, ?, ?, ?, ?, ?, ?, 0, 0, 1, ?, 0, ?, 0, ?)
        """;

    private const string MadeBySql =
        """
        select task_id from task where tenant = ? and owner = ? and message_digest = ?
        """;

    // Touches no indexed column: most commits are artifact chunks, which change neither status nor run.
    private const string CommitSql =
        """
        update task set last_sequence = ?, bytes_since = ? where task_row = ?
        """;

    private const string StatusSql =
        """
        update task set announced = 1, context_id = ?, state = ?, status_at = ?, settled_at = ? where task_row = ?
        """;

    private const string SequenceSql =
        """
        update task set last_sequence = ? where task_row = ?
        """;

    private const string RunSql =
        """
        update task set runs = ?, run_node = ? where task_row = ?
        """;

    private const string DeleteSql =
        """
        delete from task where task_row = ?
        """;

    // <> on the node alone: an embedded store has a new name at each opening, so any other name is dead.
    private const string OrphansSql =
        """
        select tenant, owner, task_id, run_node, runs, announced from task
        where run_node is not null and run_node <> ? order by run_node, task_row limit ?
        """;

    public static TaskRecord? Find(SqliteSession session, TaskKey key)
    {
        using var row = session.Use(FindSql).Bind(key.Scope.Tenant).Bind(key.Scope.Owner).Bind(key.TaskId);
        return !row.Read()
            ? null
            : new TaskRecord
            {
                Key = key,
                RowId = row.Int64(0),
                State = (TaskState)row.Int32(1),
                StatusAt = row.Int64(2),
                Dialect = (WireFormat)row.Int32(3),
                Announced = row.Flag(4),
                LastSequence = row.Int64(5),
                Runs = row.Int64(6),
                RunNode = row.TextOrNull(7),
                CheckpointSequence = row.Int64(8),
                CheckpointBytes = row.Int64(9),
                BytesSince = row.Int64(10),
            };
    }

    public static TaskRecord? FindAnnounced(SqliteSession session, TaskKey key) =>
        Find(session, key) is { Announced: true } task ? task : null;

    /// <summary>The task that a message made, announced or not.</summary>
    public static TaskRecord? FindMadeBy(SqliteSession session, OwnerScope scope, string digest) =>
        IdMadeBy(session, scope, digest) is { } id ? Find(session, new TaskKey(scope, id)) : null;

    /// <summary>Inserts a task that is run by <paramref name="node"/>, with its first checkpoint.</summary>
    public static TaskRecord Insert(SqliteSession session, NewTask created, string node)
    {
        var (key, body) = (created.Key, A2AJson.Write(created.Task));
        session.Use(InsertSql)
            .Bind(key.Scope.Tenant).Bind(key.Scope.Owner).Bind(key.TaskId)
            .Bind(created.Task.ContextId).Bind((long)created.Task.Status.State).Bind(StatusTime(created.Task))
            .Bind((long)created.Dialect).Bind(node).Bind(body.Length).Bind(created.MessageDigest)
            .Run();
        var task = Find(session, key)!;
        CheckpointTable.Write(session, task, 0, body);
        return task;
    }

    /// <summary>Writes what a commit changes in the row; status and run only when they have changed, for they are in indexes.</summary>
    public static void Commit(SqliteSession session, TaskRecord task, TaskCommit commit, long lastSequence, DateTimeOffset now)
    {
        // Counted as MemoryTask counts, or the two stores would write their checkpoints at different events.
        var since = commit.Checkpoint is null ? task.BytesSince + CommitRules.BytesOfTask(commit.Events) : 0;
        session.Use(CommitSql).Bind(lastSequence).Bind(since).Bind(task.RowId).Run();
        if (commit.EndsRun)
        {
            SetRun(session, task, node: null);
        }

        var (state, time) = (commit.After.Status.State, StatusTime(commit.After));
        // The first commit announces: until then nobody else has been told of the task, and recovery may drop it.
        if (!task.Announced || task.State != state || task.StatusAt != time)
        {
            session.Use(StatusSql)
                .Bind(commit.After.ContextId).Bind((long)state).Bind(time).Bind(state.IsTerminal ? now.UtcTicks : null).Bind(task.RowId)
                .Run();
        }

        if (commit.Checkpoint is { } body)
        {
            CheckpointTable.Write(session, task, lastSequence, body.Span);
        }
    }

    public static void SetLastSequence(SqliteSession session, TaskRecord task, long sequence) =>
        session.Use(SequenceSql).Bind(sequence).Bind(task.RowId).Run();

    /// <summary>Begins a run (<paramref name="node"/> is given) or ends it.</summary>
    public static TaskRecord SetRun(SqliteSession session, TaskRecord task, string? node)
    {
        var changed = task with { Runs = node is null ? task.Runs : task.Runs + 1, RunNode = node };
        session.Use(RunSql).Bind(changed.Runs).Bind(node).Bind(task.RowId).Run();
        return changed;
    }

    /// <summary>Removes the row alone: what else there is of the task is the caller's to remove.</summary>
    public static void Delete(SqliteSession session, TaskRecord task) => session.Use(DeleteSql).Bind(task.RowId).Run();

    public static List<OrphanedRun> Orphans(SqliteSession session, string node, int limit)
    {
        var orphans = new List<OrphanedRun>();
        using var row = session.Use(OrphansSql).Bind(node).Bind(limit);
        while (row.Read())
        {
            var key = new TaskKey(new OwnerScope(row.Text(0), row.Text(1)), row.Text(2));
            orphans.Add(new OrphanedRun(key, new RunToken(row.Text(3), row.Int64(4)), row.Flag(5)));
        }

        return orphans;
    }

    /// <summary>The task with its checkpoint and the log above it folded in.</summary>
    public static StoredTask Load(SqliteSession session, TaskRecord task) => new()
    {
        Key = task.Key,
        Task = CheckpointTable.Fold(session, task),
        LastSequence = task.LastSequence,
        Announced = task.Announced,
        Run = task.Run,
        Dialect = task.Dialect,
        CheckpointBytes = task.CheckpointBytes,
        BytesSinceCheckpoint = task.BytesSince,
    };

    private static string? IdMadeBy(SqliteSession session, OwnerScope scope, string digest)
    {
        using var row = session.Use(MadeBySql).Bind(scope.Tenant).Bind(scope.Owner).Bind(digest);
        return row.Read() ? row.Text(0) : null;
    }

    private static long StatusTime(AgentTask task) => TaskPosition.Of(task).StatusAt.ToUnixTimeMilliseconds();
}
