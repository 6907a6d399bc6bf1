using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler task list-notifications</c>: all push configs of a task.</summary>
internal static class ListNotificationsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "list-notifications",
            "Print the push notification configs of a task as a table",
            [.. Examples.OnTask("set-notification --webhook-url http://127.0.0.1:9000/webhook", "list-notifications")]);
        var task = TaskOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = await task.ConnectAsync(parsed, terminal, cancel);
            var configs = await client.EnumerateTaskPushNotificationConfigsAsync(task.TaskIdOf(parsed), cancel).ToListAsync(cancel);
            if (configs.Count == 0)
            {
                terminal.Out.WriteLine("No push notification configs");
                return ExitCode.Done;
            }

            PushConfigText.WriteTable(terminal.Out, configs);
            return ExitCode.Done;
        });
        return command;
    }
}
