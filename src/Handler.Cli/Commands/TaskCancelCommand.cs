using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Protocol;

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
            using var screen = Screen.Of(parsed, terminal);
            using var client = await task.ConnectAsync(parsed, screen, cancel);
            var left = await client.CancelTaskAsync(task.TaskIdOf(parsed), cancel);

            screen.Print(left, output => Write(output, left, screen.Paint));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(TextWriter output, AgentTask left, Paint paint)
    {
        // An agent may answer before it is done with it, or find that the task ended otherwise: the state tells.
        output.WriteLine(left.Status.State == TaskState.Canceled ? "Task canceled" : "Cancellation requested");
        TaskText.Write(output, left, paint, withText: true);
    }
}
