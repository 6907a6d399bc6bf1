using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Server.Tasks;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Requests;

/// <summary>
/// The four operations on push configs, and the configs that come with a message: one path for both. Unknown tasks, unknown configs and
/// those of others are the same TaskNotFound (A2A 1.0, 13.1).
/// </summary>
internal sealed partial class PushConfigRequests(
    IAgentStore store, EndpointSealer sealer, PushSupport? push, IdSource ids, ILogger<PushConfigRequests> log)
{
    /// <summary>The id of a config that came with a message and named none: clients repeat it with every message.</summary>
    public const string InlineId = "default";

    private PushSupport Push => push ?? throw A2AException.PushNotificationNotSupported();

    public async Task<TaskPushNotificationConfig> CreateAsync(
        TaskPushNotificationConfig request, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", request.TaskId);
        var key = scope.Task(request.TaskId!);
        var id = string.IsNullOrEmpty(request.Id) ? ids.Next() : request.Id;
        return ToWire(await SetAsync(key, request with { Id = id }, scope, cancel));
    }

    public async Task<TaskPushNotificationConfig> GetAsync(
        GetTaskPushNotificationConfigRequest request, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", request.TaskId);
        MessageRules.RequireId("id", request.Id);
        return ToWire(await store.GetAsync(scope.Task(request.TaskId), request.Id, cancel)
            ?? throw A2AException.PushNotificationConfigNotFound(request.TaskId, request.Id));
    }

    public async Task<ListTaskPushNotificationConfigsResponse> ListAsync(
        ListTaskPushNotificationConfigsRequest request, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", request.TaskId);
        var pageSize = MessageRules.PageSize(request.PageSize is 0 ? null : request.PageSize);
        var after = PageToken.Read(request.PageToken);
        var all = await store.ListAsync(scope.Task(request.TaskId), cancel) ?? throw A2AException.TaskNotFound(request.TaskId);
        var rest = all.Where(config => after is not var (time, id) || Compare(config, time, id) > 0)
            .OrderBy(config => config.CreatedAt).ThenBy(config => config.ConfigId, StringComparer.Ordinal).ToList();
        var page = rest.Take(pageSize).ToList();
        return new ListTaskPushNotificationConfigsResponse
        {
            Configs = [.. page.Select(ToWire)],
            NextPageToken = rest.Count > page.Count ? PageToken.Write(page[^1].CreatedAt, page[^1].ConfigId) : "",
        };
    }

    public async Task DeleteAsync(DeleteTaskPushNotificationConfigRequest request, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", request.TaskId);
        MessageRules.RequireId("id", request.Id);
        if (await store.DeleteAsync(scope.Task(request.TaskId), request.Id, cancel) == ConfigDeleteOutcome.TaskNotFound)
        {
            throw A2AException.TaskNotFound(request.TaskId);
        }
    }

    /// <summary>A config that comes with the message of a new task, to be stored with it.</summary>
    public NewPushConfig Inline(TaskPushNotificationConfig inline, RequestScope scope)
    {
        var config = WithInlineId(inline);
        try
        {
            Push.Rules.Check(config);
        }
        catch (A2AException fault) when (fault.FieldViolations is [var violation])
        {
            throw AtItsPlace(violation);
        }

        return Sealed(config.Id!, PushConfigMapper.ToEndpoint(config), scope);
    }

    /// <summary>A config that comes with a message to a task that is there.</summary>
    public async Task SetInlineAsync(TaskKey key, TaskPushNotificationConfig inline, RequestScope scope, CancellationToken cancel)
    {
        try
        {
            await SetAsync(key, WithInlineId(inline), scope, cancel);
        }
        catch (A2AException fault) when (fault.FieldViolations is [var violation])
        {
            throw AtItsPlace(violation);
        }
    }

    /// <summary>A fault of an inline config, named as it stands in the request.</summary>
    private static A2AException AtItsPlace(FieldViolation violation) =>
        A2AException.InvalidField($"configuration.taskPushNotificationConfig.{violation.Field}", violation.Description);

    private static TaskPushNotificationConfig WithInlineId(TaskPushNotificationConfig inline) =>
        string.IsNullOrEmpty(inline.Id) ? inline with { Id = InlineId } : inline;

    private async Task<StoredPushConfig> SetAsync(
        TaskKey key, TaskPushNotificationConfig config, RequestScope scope, CancellationToken cancel)
    {
        Push.Rules.CheckShape(config);
        var asked = PushConfigMapper.ToEndpoint(config);
        var written = await store.SetAsync(
            new ConfigWrite
            {
                Task = key,
                ConfigId = config.Id!,
                Build = there => Build(there, asked, config.Id!, scope),
                MaxPerTask = Push.Options.MaxConfigsPerTask,
            },
            cancel);
        return written.Outcome switch
        {
            ConfigWriteOutcome.TaskNotFound => throw A2AException.TaskNotFound(key.TaskId),
            ConfigWriteOutcome.TooMany => throw A2AException.UnsupportedOperation(
                $"Task '{key.TaskId}' has {Push.Options.MaxConfigsPerTask} push notification configs, as many as it may. " +
                "Delete one, or replace one by its id."),
            _ => written.Config!,
        };
    }

    /// <summary>Called by the store under the task's lock; what it throws, the store hands on and writes nothing.</summary>
    private NewPushConfig Build(StoredPushConfig? there, PushEndpoint asked, string id, RequestScope scope)
    {
        var clear = there is null ? null : sealer.Open(there.Endpoint);
        var endpoint = PushConfigMapper.Inherit(asked, clear);
        PushConfigRules.CheckCredentialsThere(endpoint.Authentication);
        return clear is not null && PushConfigMapper.AreEqual(endpoint, clear)
            ? New(id, there!.Endpoint, scope)
            : Sealed(id, endpoint, scope);
    }

    private NewPushConfig Sealed(string id, PushEndpoint endpoint, RequestScope scope) => New(id, sealer.Seal(endpoint), scope);

    private NewPushConfig New(string id, SealedEndpoint endpoint, RequestScope scope) => new()
    {
        ConfigId = id,
        Endpoint = endpoint,
        Format = scope.Format,
        Mask = PushConfigMapper.MaskOf(Push.Options.Include),
    };

    private TaskPushNotificationConfig ToWire(StoredPushConfig stored)
    {
        var endpoint = sealer.Open(stored.Endpoint);
        if (endpoint is null)
        {
            LogUnreadable(log, stored.ConfigId, stored.Task.TaskId, stored.Endpoint.Origin);
        }

        return PushConfigMapper.ToWire(stored, endpoint);
    }

    private static int Compare(StoredPushConfig config, DateTimeOffset time, string id) =>
        config.CreatedAt.CompareTo(time) is var order and not 0 ? order : string.CompareOrdinal(config.ConfigId, id);

    [LoggerMessage(30, LogLevel.Warning,
        "Push config {ConfigId} of task {TaskId}: its secrets cannot be read, the key is missing; " +
        "answered with its origin {Origin} and without token and authentication.")]
    private static partial void LogUnreadable(ILogger logger, string configId, string taskId, string origin);
}
