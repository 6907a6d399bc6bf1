using Handler.Client;

namespace Handler.Cli.Commands;

/// <summary>The ids of a task's push configs, for messages that help to choose.</summary>
internal static class ConfigIds
{
    public static async Task<IReadOnlyList<string>> OfAsync(A2AClient client, string taskId, CancellationToken cancel) =>
        await client.EnumerateTaskPushNotificationConfigsAsync(taskId, cancel).Select(config => config.Id ?? "").ToListAsync(cancel);

    public static string None(string taskId) =>
        $"Task '{taskId}' has no push notification config. Set one with handler task set-notification --webhook-url URL.";
}
