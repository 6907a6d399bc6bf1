using Handler.Client.Http;
using Handler.Client.JsonRpc;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Client;

public sealed partial class A2AClient
{
    /// <summary>The agent's card says that it sends push notifications (<c>capabilities.pushNotifications</c>; A2A 1.0, 4.4.3).</summary>
    /// <exception cref="A2AClientException">The card had to be fetched and could not.</exception>
    public async Task<bool> SupportsPushNotificationsAsync(CancellationToken cancel = default) =>
        (await GetAgentCardAsync(cancel)).Capabilities.PushNotifications ?? false;

    /// <summary>Has the agent tell a webhook of the task's updates; the same id again replaces the config.</summary>
    /// <param name="taskId">The task; it may have ended.</param>
    /// <param name="webhookUrl">Where the agent posts.</param>
    /// <param name="token">A secret that comes with each notification in <c>X-A2A-Notification-Token</c>.</param>
    /// <param name="configId">The config's id on this task; <c>default</c> when left out.</param>
    /// <param name="authentication">What the webhook wants in <c>Authorization</c>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The config as the agent stored it.</returns>
    /// <exception cref="A2AClientException">The call failed.</exception>
    public Task<TaskPushNotificationConfig> SetPushConfigAsync(
        string taskId,
        string webhookUrl,
        string? token = null,
        string? configId = null,
        AuthenticationInfo? authentication = null,
        CancellationToken cancel = default) =>
        CreateTaskPushNotificationConfigAsync(
            new TaskPushNotificationConfig
            {
                Id = configId ?? DefaultPushConfigId,
                TaskId = taskId,
                Url = webhookUrl,
                Token = token,
                Authentication = authentication,
            },
            cancel);

    /// <summary>A push config of the task.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="configId">Which one; when left out the one called <c>default</c>, else the only one there is.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="A2AClientException">
    /// The call failed, or, as <see cref="A2AClientFailure.NoPushConfig"/>, there is none to choose; the message lists the ids.
    /// </exception>
    public async Task<TaskPushNotificationConfig> GetPushConfigAsync(
        string taskId, string? configId = null, CancellationToken cancel = default)
    {
        if (configId is not null)
        {
            return await GetTaskPushNotificationConfigAsync(
                new GetTaskPushNotificationConfigRequest { TaskId = taskId, Id = configId }, cancel);
        }

        var configs = await EnumerateTaskPushNotificationConfigsAsync(taskId, cancel).ToListAsync(cancel);
        return configs.Find(config => config.Id == DefaultPushConfigId)
            ?? (configs is [var only] ? only : throw A2AClientException.NoPushConfig(
                new Call(A2AMethods.GetTaskPushNotificationConfig, Url), taskId, [.. configs.Select(config => config.Id ?? "(no id)")]));
    }

    /// <summary>Stores a push config (A2A 1.0, 3.1.7). Without an id the agent makes one; the same id again replaces.</summary>
    /// <returns>The config with its id; agents may leave secrets out.</returns>
    /// <exception cref="A2AClientException">The call failed.</exception>
    public Task<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(
        TaskPushNotificationConfig config, CancellationToken cancel = default) =>
        _agent.CreateConfigAsync(config, cancel);

    /// <summary>One push config (A2A 1.0, 3.1.8).</summary>
    /// <exception cref="A2AClientException">The call failed; an unknown config is the agent's TaskNotFound.</exception>
    public Task<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(
        GetTaskPushNotificationConfigRequest request, CancellationToken cancel = default) =>
        _agent.GetConfigAsync(request, cancel);

    /// <summary>One page of a task's push configs (A2A 1.0, 3.1.9).</summary>
    /// <exception cref="A2AClientException">The call failed.</exception>
    public Task<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, CancellationToken cancel = default) =>
        _agent.ListConfigsAsync(request, cancel);

    /// <summary>All push configs of a task, page by page as they are enumerated.</summary>
    /// <exception cref="A2AClientException">A call failed.</exception>
    public IAsyncEnumerable<TaskPushNotificationConfig> EnumerateTaskPushNotificationConfigsAsync(
        string taskId, CancellationToken cancel = default) =>
        Pages.EnumerateAsync(
            new Call(A2AMethods.ListTaskPushNotificationConfigs, Url),
            null,
            async (token, ending) =>
            {
                var request = new ListTaskPushNotificationConfigsRequest { TaskId = taskId, PageToken = token };
                var page = await ListTaskPushNotificationConfigsAsync(request, ending);
                return (page.Configs, page.NextPageToken);
            },
            cancel);

    /// <summary>Deletes a push config for good (A2A 1.0, 3.1.10). Deleting one that is not there is no error.</summary>
    /// <exception cref="A2AClientException">The call failed.</exception>
    public Task DeleteTaskPushNotificationConfigAsync(
        DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel = default) =>
        _agent.DeleteConfigAsync(request, cancel);

    /// <inheritdoc cref="DeleteTaskPushNotificationConfigAsync(DeleteTaskPushNotificationConfigRequest, CancellationToken)"/>
    public Task DeleteTaskPushNotificationConfigAsync(string taskId, string configId, CancellationToken cancel = default) =>
        DeleteTaskPushNotificationConfigAsync(new DeleteTaskPushNotificationConfigRequest { TaskId = taskId, Id = configId }, cancel);
}
