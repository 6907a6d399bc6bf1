using System.Globalization;
using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>How several tasks are printed: a line each.</summary>
internal static class TaskTable
{
    private static readonly string[] Header = ["TASK ID", "STATE", "UPDATED", "CONTEXT ID"];

    public static void Write(TextWriter output, IEnumerable<AgentTask> tasks)
    {
        foreach (var line in TextTable.Lines(Header, tasks.Select(Row)))
        {
            output.WriteLine(line);
        }
    }

    private static string[] Row(AgentTask task) =>
    [
        task.Id,
        task.Status.State.DisplayName,
        task.Status.Timestamp?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-",
        task.ContextId ?? "-",
    ];
}
