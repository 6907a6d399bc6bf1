using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler task get</c>: a task as it is now.</summary>
internal static class TaskGetCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand("get", "Print a task as it is now", [.. Examples.OnTask("get")]);
        var task = TaskOptions.AddTo(command);
        var history = new Option<int?>("--history-length")
        {
            Description = "Ask for at most so many messages of the task's history",
            HelpName = "N",
        };
        history.Validators.Add(result =>
        {
            if (result.GetValue(history) < 0)
            {
                result.AddError($"--history-length: {result.GetValue(history)} is below 0; give 0 for none, or leave it out.");
            }
        });
        command.Add(history);
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = await task.ConnectAsync(parsed, terminal, cancel);
            var found = await client.GetTaskAsync(task.TaskIdOf(parsed), parsed.GetValue(history), cancel);
            TaskText.Write(terminal.Out, found, withText: true);
            return ExitCode.Done;
        });
        return command;
    }
}
