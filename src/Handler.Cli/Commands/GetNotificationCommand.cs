using System.CommandLine;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Commands;

/// <summary><c>handler task get-notification</c>: one push config of a task.</summary>
internal static class GetNotificationCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "get-notification",
            "Print a push notification config of a task, and how its deliveries fare",
            [.. Examples.OnTask("set-notification --webhook-url http://127.0.0.1:9000/webhook", "get-notification")]);
        var task = TaskOptions.AddTo(command);
        var configId = new Option<string?>("--config-id")
        {
            Description = "Which config; left out, the one called default, else the only one",
            HelpName = "ID",
        };
        command.Add(configId);
        command.SetAction(async (parsed, cancel) =>
        {
            var taskId = task.TaskIdOf(parsed);
            using var screen = Screen.Of(parsed, terminal);
            using var client = await task.ConnectForDeliveryAsync(parsed, screen, cancel);
            var config = await GetAsync(client, taskId, parsed.GetValue(configId), cancel);
            var masked = PushConfigText.Masked(config, taskId);
            screen.Print(masked, output =>
            {
                output.WriteLine("Push Notification Config");
                PushConfigText.Write(output, masked);
            });
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<TaskPushNotificationConfig> GetAsync(
        A2AClient client, string taskId, string? configId, CancellationToken cancel)
    {
        try
        {
            return await client.GetPushConfigAsync(taskId, configId, cancel);
        }
        catch (A2AClientException none) when (none.Failure == A2AClientFailure.NoPushConfig)
        {
            var ids = await ConfigIds.OfAsync(client, taskId, cancel);
            var found = $"Task '{taskId}' has {ids.Count} push notification configs; name one with --config-id: {string.Join(", ", ids)}.";
            throw CommandFailedException.Refused(ids.Count == 0 ? ConfigIds.None(taskId) : found, none);
        }
    }
}
