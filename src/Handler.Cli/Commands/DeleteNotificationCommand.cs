using System.CommandLine;
using System.Text.Json.Nodes;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;

namespace Handler.Cli.Commands;

/// <summary><c>handler task delete-notification</c>: takes a push config away.</summary>
internal static class DeleteNotificationCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "delete-notification",
            "Delete a push notification config of a task",
            [.. Examples.OnTask("set-notification --webhook-url http://127.0.0.1:9000/webhook", "delete-notification")]);
        var task = TaskOptions.AddTo(command);
        var configId = new Option<string>("--config-id")
        {
            Description = "Which config",
            HelpName = "ID",
            DefaultValueFactory = _ => A2AClient.DefaultPushConfigId,
        };
        command.Add(configId);
        command.SetAction(async (parsed, cancel) =>
        {
            var (taskId, id) = (task.TaskIdOf(parsed), parsed.GetRequiredValue(configId));
            using var screen = Screen.Of(parsed, terminal);
            using var client = await task.ConnectAsync(parsed, screen, cancel);
            await DeleteAsync(client, taskId, id, cancel);
            screen.Print(
                new JsonObject { ["taskId"] = taskId, ["id"] = id, ["deleted"] = true },
                output => output.WriteLine("Push notification config deleted"));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task DeleteAsync(A2AClient client, string taskId, string id, CancellationToken cancel)
    {
        // An agent answers the deletion of what is not there as if it had been; a mistyped id would go unseen.
        var ids = await ConfigIds.OfAsync(client, taskId, cancel);
        if (!ids.Contains(id))
        {
            var found = $"Task '{taskId}' has no push notification config '{id}'. There are: {string.Join(", ", ids)}. Give one of them with --config-id.";
            throw CommandFailedException.Refused(ids.Count == 0 ? ConfigIds.None(taskId) : found);
        }

        await client.DeleteTaskPushNotificationConfigAsync(taskId, id, cancel);
    }
}
