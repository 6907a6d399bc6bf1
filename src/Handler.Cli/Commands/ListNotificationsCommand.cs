using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Protocol;

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
            var taskId = task.TaskIdOf(parsed);
            using var screen = Screen.Of(parsed, terminal);
            using var client = await task.ConnectAsync(parsed, screen, cancel);
            var configs = await client.EnumerateTaskPushNotificationConfigsAsync(taskId, cancel)
                .Select(config => PushConfigText.Masked(config, taskId))
                .ToListAsync(cancel);
            var whole = new ListTaskPushNotificationConfigsResponse { Configs = configs };
            screen.PrintList(whole, configs, output => Write(output, configs, screen.Width));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(TextWriter output, List<TaskPushNotificationConfig> configs, int? width)
    {
        if (configs.Count == 0)
        {
            output.WriteLine("No push notification configs");
        }
        else
        {
            PushConfigText.WriteTable(output, configs, width);
        }
    }
}
