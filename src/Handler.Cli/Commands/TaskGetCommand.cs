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
            CustomParser = result =>
                NumberOption.Read(result, "--history-length", 0, int.MaxValue, "is no length; give 0 for none, a number of messages, or leave it out."),
        };
        command.Add(history);
        command.SetAction(async (parsed, cancel) =>
        {
            using var screen = Screen.Of(parsed, terminal);
            using var client = await task.ConnectAsync(parsed, screen, cancel);
            var found = await client.GetTaskAsync(task.TaskIdOf(parsed), parsed.GetValue(history), cancel);
            screen.Print(found, output => TaskText.Write(output, found, screen.Paint, withText: true));
            return ExitCode.Done;
        });
        return command;
    }
}
