using Handler.Client;
using Handler.Protocol;

namespace Handler.Tests.Client;

/// <summary>Every operation of a client, by the name of its method.</summary>
internal static class Operations
{
    private static readonly Dictionary<string, Func<A2AClient, CancellationToken, Task>> All = new(StringComparer.Ordinal)
    {
        [nameof(A2AClient.SendTextAsync)] = (client, cancel) => client.SendTextAsync("hi", cancel: cancel),
        [nameof(A2AClient.SendStreamingTextAsync)] = (client, cancel) => client.SendStreamingTextAsync("hi", cancel: cancel).ToListAsync(cancel).AsTask(),
        [nameof(A2AClient.GetTaskAsync)] = (client, cancel) => client.GetTaskAsync("t-1", cancel: cancel),
        [nameof(A2AClient.ListTasksAsync)] = (client, cancel) => client.ListTasksAsync(new ListTasksRequest(), cancel),
        [nameof(A2AClient.CancelTaskAsync)] = (client, cancel) => client.CancelTaskAsync("t-1", cancel),
        [nameof(A2AClient.SubscribeToTaskAsync)] = (client, cancel) => client.SubscribeToTaskAsync("t-1", cancel).ToListAsync(cancel).AsTask(),
        [nameof(A2AClient.SetPushConfigAsync)] = (client, cancel) => client.SetPushConfigAsync("t-1", "https://me.example/hook", cancel: cancel),
        [nameof(A2AClient.CreateTaskPushNotificationConfigAsync)] = (client, cancel) => client.CreateTaskPushNotificationConfigAsync(
            new TaskPushNotificationConfig { TaskId = "t-1", Url = "https://me.example/hook" }, cancel),
        [nameof(A2AClient.GetTaskPushNotificationConfigAsync)] = (client, cancel) => client.GetTaskPushNotificationConfigAsync(
            new GetTaskPushNotificationConfigRequest { TaskId = "t-1", Id = "c" }, cancel),
        [nameof(A2AClient.ListTaskPushNotificationConfigsAsync)] = (client, cancel) => client.ListTaskPushNotificationConfigsAsync(
            new ListTaskPushNotificationConfigsRequest { TaskId = "t-1" }, cancel),
        [nameof(A2AClient.DeleteTaskPushNotificationConfigAsync)] = (client, cancel) => client.DeleteTaskPushNotificationConfigAsync("t-1", "c", cancel),
        [nameof(A2AClient.GetExtendedAgentCardAsync)] = (client, cancel) => client.GetExtendedAgentCardAsync(cancel),
        [nameof(A2AClient.GetAgentCardAsync)] = (client, cancel) => client.GetAgentCardAsync(cancel),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static async Task<bool> CallAsync(A2AClient client, string operation, CancellationToken cancel = default)
    {
        await All[operation](client, cancel);
        return true;
    }
}
