using System.Runtime.CompilerServices;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.Legacy;
using Handler.Server.Requests;

namespace Handler.Server.Transports;

/// <summary>
/// The operations of the legacy dialect that promise something else than those of 1.0: <c>tasks/send</c> answers at once and goes on only with a
/// task that waits for somebody; lists are of all that is the caller's; a task has one config as far as it can tell, and only setting one asks
/// whether there is a task.
/// </summary>
internal sealed class LegacyRequests(RequestHandler handler)
{
    private const int PageSize = 100;

    public async Task<SendMessageResponse> SendAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        await RequireInterruptedAsync(request.Message, scope, cancel);
        return await handler.StartMessageAsync(request, scope, cancel);
    }

    public async IAsyncEnumerable<StreamResponse> SendSubscribeAsync(
        SendMessageRequest request, RequestScope scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        await RequireInterruptedAsync(request.Message, scope, cancel);
        await foreach (var update in handler.SendStreamingMessageAsync(request, scope, cancel))
        {
            yield return update;
        }
    }

    public async Task<IReadOnlyList<AgentTask>> ListAsync(LegacyTaskIdParams query, RequestScope scope, CancellationToken cancel)
    {
        var tasks = new List<AgentTask>();
        string? token = null;
        do
        {
            var asked = new ListTasksRequest { PageSize = PageSize, PageToken = token, IncludeArtifacts = true, HistoryLength = query.HistoryLength };
            var page = await handler.ListTasksAsync(asked, scope, cancel);
            tasks.AddRange(page.Tasks);
            token = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));

        return tasks;
    }

    /// <summary>Refuses a task that is not there.</summary>
    public Task RequireTaskAsync(string taskId, RequestScope scope, CancellationToken cancel) =>
        handler.GetTaskAsync(new GetTaskRequest { Id = taskId, HistoryLength = 0 }, scope, cancel);

    /// <summary>Sets a config of a task that is there: see <see cref="LegacySetOrder"/> for what is checked before.</summary>
    public async Task<LegacyTaskPushNotificationConfig> SetPushAsync(
        LegacySetPushNotificationParams request, RequestScope scope, CancellationToken cancel)
    {
        var registration = ToRegistration(LegacyMapper.ToV1(request), LegacyMapper.ConfigOf(request));
        return ToLegacy(await handler.RegisterPushAsync(registration, scope, cancel));
    }

    public async Task<LegacyTaskPushNotificationConfig?> GetPushAsync(LegacyTaskIdParams query, RequestScope scope, CancellationToken cancel) =>
        await handler.FindOwnPushAsync(TaskOf(query), scope, cancel) is { } found ? ToLegacy(found) : null;

    public async Task<IReadOnlyList<LegacyTaskPushNotificationConfig>> ListPushAsync(
        LegacyTaskIdParams query, RequestScope scope, CancellationToken cancel) =>
        [.. (await handler.ListPushesOfOwnerAsync(scope, cancel)).Select(ToLegacy)];

    public async Task DeletePushAsync(LegacyTaskIdParams query, RequestScope scope, CancellationToken cancel)
    {
        var taskId = TaskOf(query);
        if (await handler.FindOwnPushAsync(taskId, scope, cancel) is { Config.Id: { } id })
        {
            await handler.DeleteTaskPushNotificationConfigAsync(new() { TaskId = taskId, Id = id }, scope, cancel);
        }
    }

    private async Task RequireInterruptedAsync(Message message, RequestScope scope, CancellationToken cancel)
    {
        if (message.TaskId is not { Length: > 0 } taskId)
        {
            return;
        }

        // A message that the task has already is sent again, and answered as it was.
        var task = await handler.GetTaskAsync(new GetTaskRequest { Id = taskId }, scope, cancel);
        if (!task.Status.State.IsInterrupted && task.History?.Any(said => said.Role == Role.User && said.MessageId == message.MessageId) != true)
        {
            throw A2AException.UnsupportedOperation(
                $"Task '{taskId}' cannot go on by tasks/send: it is {task.Status.State.DisplayName} and waits for nobody. " +
                "Send it without an id to begin a new task.");
        }
    }

    private static PushRegistration ToRegistration(TaskPushNotificationConfig mapped, LegacyPushNotificationConfig config) => new()
    {
        Config = mapped,
        // One that is sent as the token has its own header.
        HeaderName = mapped.Authentication is null ? null : config.AuthenticationInfo?.HeaderName,
        Filter = FilterOf(config.EventTypes),
        SpeaksOfEvents = true,
    };

    // Under the name of 1.0, which the dialect turns into its own.
    private static string TaskOf(LegacyTaskIdParams query) =>
        (query.Id ?? query.TaskId) is not { Length: > 0 } id ? throw A2AException.InvalidField("taskId", "is required; it names the task.") : id;

    private static EventFilter? FilterOf(IReadOnlyList<string> types) => types.Count == 0 ? null : new EventFilter { Kinds = [.. types.Select(KindOf)] };

    private static UpdateKind KindOf(string type) =>
        UpdateKind.TryParseWireName(type, out var kind)
            ? kind
            : throw A2AException.InvalidField(
                "eventTypes", $"has '{type}'; give some of {string.Join(", ", Enum.GetValues<UpdateKind>().Select(known => known.WireName))}, or none for all.");

    private static LegacyTaskPushNotificationConfig ToLegacy(PushRegistration registered) =>
        LegacyMapper.FromV1(registered.Config, registered.HeaderName, registered.Filter?.Kinds?.Select(kind => kind.WireName).ToList());
}
