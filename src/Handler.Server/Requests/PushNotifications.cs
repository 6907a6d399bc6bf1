using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Server.Requests;

/// <summary>The engine alone: the log of a task for its updates, the operations on configs for the rest.</summary>
internal sealed class PushNotifications(IAgentStore store, TaskLogs logs, PushConfigRequests configs, PushConfigRules rules) : IPushNotifications
{
    public Task<long> AppendAsync(
        string taskId, IReadOnlyList<StreamResponse> updates, PushScope? scope = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        CheckTaskId(taskId);
        return updates.Count is > 0 and <= AppendDraft.MostUpdates
            ? logs.AppendAsync(RequestScopeOf(scope).Task(taskId), updates, cancel)
            : throw new ArgumentException(
                $"{updates.Count} updates are appended to task '{taskId}' at once; 1 to {AppendDraft.MostUpdates} can be. Append them in parts.", nameof(updates));
    }

    public async Task<AgentTask?> GetTaskAsync(string taskId, PushScope? scope = null, CancellationToken cancel = default)
    {
        CheckTaskId(taskId);
        return await store.GetAsync(RequestScopeOf(scope).Task(taskId), cancel) is { LastSequence: > 0 } stored ? stored.Task : null;
    }

    public async Task<TaskPushNotificationConfig> SetConfigAsync(
        TaskPushNotificationConfig config, PushScope? scope = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        var caller = RequestScopeOf(scope);
        MessageRules.RequireId("taskId", config.TaskId);
        RefuseOtherTenant(config, caller);
        if (!await IsKnownAsync(config.TaskId!, caller, cancel))
        {
            // First, so that what is refused leaves nothing behind; there is no config yet whose credentials it could keep.
            rules.Check(config);
            await logs.BeginAsync(caller.Task(config.TaskId!), cancel);
        }

        return (await configs.RegisterAsync(new PushRegistration { Config = config }, caller, cancel)).Config;
    }

    public Task<TaskPushNotificationConfig> GetConfigAsync(
        string taskId, string configId, PushScope? scope = null, CancellationToken cancel = default) =>
        configs.GetAsync(new GetTaskPushNotificationConfigRequest { TaskId = taskId, Id = configId }, RequestScopeOf(scope), cancel);

    public async Task<IReadOnlyList<TaskPushNotificationConfig>> ListConfigsAsync(
        string taskId, PushScope? scope = null, CancellationToken cancel = default)
    {
        var caller = RequestScopeOf(scope);
        MessageRules.RequireId("taskId", taskId);
        return await IsKnownAsync(taskId, caller, cancel) ? [.. (await configs.ListAllAsync(taskId, caller, cancel)).Select(told => told.Config)] : [];
    }

    public async Task DeleteConfigAsync(string taskId, string configId, PushScope? scope = null, CancellationToken cancel = default)
    {
        var caller = RequestScopeOf(scope);
        MessageRules.RequireId("taskId", taskId);
        if (await IsKnownAsync(taskId, caller, cancel))
        {
            await configs.DeleteAsync(new DeleteTaskPushNotificationConfigRequest { TaskId = taskId, Id = configId }, caller, cancel);
        }
    }

    private static RequestScope RequestScopeOf(PushScope? scope) =>
        scope is null ? new(OwnerScope.Anonymous) : new(scope.Owner, scope.Format, scope.NamesPushDelivery);

    private static void CheckTaskId(string taskId)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(taskId.Length, MessageRules.MaxIdLength, nameof(taskId));
    }

    private static void RefuseOtherTenant(TaskPushNotificationConfig config, RequestScope caller)
    {
        if (!string.IsNullOrEmpty(config.Tenant) && config.Tenant != caller.Owner.Tenant)
        {
            throw A2AException.InvalidField(
                "tenant", $"is '{config.Tenant}', and the call is for tenant '{caller.Owner.Tenant}'. Name it in the scope, where it is authenticated.");
        }
    }

    // By its configs, which need no reading of the task itself.
    private async Task<bool> IsKnownAsync(string taskId, RequestScope caller, CancellationToken cancel) =>
        await store.ListAsync(caller.Task(taskId), cancel) is not null;
}
