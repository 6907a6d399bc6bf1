namespace Handler.Cli.Commands;

/// <summary>Examples that work as they stand, beside <c>handler server agent</c>.</summary>
internal static class Examples
{
    /// <summary>A task is begun, so that there is one, and then the command is used on it.</summary>
    public static IEnumerable<string> OnTask(params string[] commands) =>
    [
        "id=$(handler message send http://localhost:8000 \"Process this data\" | sed -n 's/^Task ID: //p')",
        .. commands.Select(command => command.Split(' ', 2) is [var verb, var rest]
            ? $"handler task {verb} --url http://localhost:8000 --task-id \"$id\" {rest}"
            : $"handler task {command} --url http://localhost:8000 --task-id \"$id\""),
    ];
}
