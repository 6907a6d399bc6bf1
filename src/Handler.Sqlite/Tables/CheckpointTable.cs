using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite.Engine;

namespace Handler.Sqlite.Tables;

/// <summary>
/// The checkpoints of tasks, apart from their rows: SQLite writes a changed row whole, and a task's row changes with each commit.
/// </summary>
internal static class CheckpointTable
{
    private const string WriteSql =
        """
        insert into checkpoint (task_row, body) values (?, ?) on conflict (task_row) do update set body = excluded.body
        """;

    private const string NoteSql =
        """
        update task set checkpoint_sequence = ?, checkpoint_bytes = ? where task_row = ?
        """;

    private const string ReadSql =
        """
        select body from checkpoint where task_row = ?
        """;

    private const string DeleteSql = "delete from checkpoint where task_row = ?";

    /// <summary>Writes the task as of <paramref name="sequence"/>.</summary>
    public static void Write(SqliteSession session, TaskRecord task, long sequence, ReadOnlySpan<byte> body)
    {
        session.Use(WriteSql).Bind(task.RowId).Bind(body).Run();
        // The sequence stands on the task's row, so that a commit knows when the next one is due without this table.
        session.Use(NoteSql).Bind(sequence).Bind(body.Length).Bind(task.RowId).Run();
    }

    public static void Delete(SqliteSession session, TaskRecord task) => session.Use(DeleteSql).Bind(task.RowId).Run();

    /// <summary>The task as it stands: its checkpoint with the log above it folded in.</summary>
    public static AgentTask Fold(SqliteSession session, TaskRecord task)
    {
        using var row = session.Use(ReadSql).Bind(task.RowId);
        if (!row.Read())
        {
            throw new InvalidOperationException(
                $"Task {task.Key.TaskId} has no checkpoint in {session.Path}; restore the database from a backup.");
        }

        // The span is the statement's memory: it is read whole before another step could take it away.
        return TaskFold.Fold(row.Span(0), EventTable.Payloads(session, task.RowId, task.CheckpointSequence));
    }
}
