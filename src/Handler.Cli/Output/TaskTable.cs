using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>How several tasks are printed: a line each, or a block where the screen is narrow.</summary>
internal static class TaskTable
{
    public static void Write(TextWriter output, IEnumerable<AgentTask> tasks, Screen screen)
    {
        TextColumn[] columns =
            [new("Task ID"), new("State", Paint: screen.Paint.State), new("Updated"), new("Context ID", IsOptional: true)];
        foreach (var line in TextTable.Lines(columns, tasks.Select(Row), screen.Width))
        {
            output.WriteLine(line);
        }
    }

    private static string[] Row(AgentTask task) =>
    [
        task.Id,
        task.Status.State.DisplayName,
        task.Status.Timestamp is { } at ? TimeText.Of(at) : "-",
        task.ContextId ?? "-",
    ];
}
