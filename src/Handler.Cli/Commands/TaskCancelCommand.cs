using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler task cancel</c>: asks an agent to stop working on a task.</summary>
internal static class TaskCancelCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand("cancel", "Ask an agent to cancel a task that is under way", [.. Examples.OnTask("cancel")]);
        var task = TaskOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = await task.ConnectAsync(parsed, terminal, cancel);
            var left = await client.CancelTaskAsync(task.TaskIdOf(parsed), cancel);

            // An agent may answer before it is done with it, or find that the task ended otherwise: the state tells.
            terminal.Out.WriteLine(left.Status.State == Protocol.TaskState.Canceled ? "Task canceled" : "Cancellation requested");
            TaskText.Write(terminal.Out, left, withText: true);
            return ExitCode.Done;
        });
        return command;
    }
}
