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
    IAgentStore store,
    EndpointSealer sealer,
    PushSupport? push,
    IdSource ids,
    ILogger<PushConfigRequests> log,
    TimeProvider time,
    NotificationBodyRenderer? bodies = null)
{
    /// <summary>
    /// The id of a config that was set without one by an older dialect, or came with a message: clients repeat it with every message.
    /// </summary>
    public const string DefaultId = "default";

    private PushSupport Push => push ?? throw A2AException.PushNotificationNotSupported();

    public async Task<TaskPushNotificationConfig> CreateAsync(
        TaskPushNotificationConfig request, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", request.TaskId);
        var key = scope.Task(request.TaskId!);
        var id = string.IsNullOrEmpty(request.Id) ? ids.Next() : request.Id;
        return (await ToRegistrationAsync(await SetAsync(key, Asked(request with { Id = id }, scope), scope, cancel), scope, cancel)).Config;
    }

    /// <summary>
    /// Creates a config, or replaces the one of its id; without an id, as clients of older dialects set them, that of the id
    /// <see cref="DefaultId"/>.
    /// </summary>
    public async Task<PushRegistration> RegisterAsync(PushRegistration asked, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", asked.Config.TaskId);
        var meant = asked.SpeaksOfEvents ? asked with { Config = WithId(asked.Config) } : Asked(WithId(asked.Config), scope);
        return await ToRegistrationAsync(await SetAsync(scope.Task(asked.Config.TaskId!), meant, scope, cancel), scope, cancel);
    }

    /// <summary>The config of an id; without one that of the id <see cref="DefaultId"/>, else the only one. Null when there is none, or no such task.</summary>
    /// <exception cref="A2AException">InvalidParams: there are several, and which one is meant is not said.</exception>
    public async Task<PushRegistration?> FindAsync(string taskId, string? id, RequestScope scope, CancellationToken cancel)
    {
        var all = await AllAsync(taskId, scope, cancel);
        var meant = string.IsNullOrEmpty(id) ? Meant(all, all, taskId) : all.FirstOrDefault(config => config.ConfigId == id);
        return meant is null ? null : await ToRegistrationAsync(meant, scope, cancel);
    }

    /// <summary>
    /// The config that a client means who cannot name one: that of the id <see cref="DefaultId"/>, else the only one of its dialect, else the only one.
    /// Null when there is none, or no such task.
    /// </summary>
    /// <exception cref="A2AException">InvalidParams: there are several.</exception>
    public async Task<PushRegistration?> FindOwnAsync(string taskId, RequestScope scope, CancellationToken cancel)
    {
        var all = await AllAsync(taskId, scope, cancel);
        return Meant(all, [.. all.Where(config => config.Format == scope.Format)], taskId) is { } meant
            ? await ToRegistrationAsync(meant, scope, cancel)
            : null;
    }

    /// <summary>All configs of a task.</summary>
    public async Task<IReadOnlyList<PushRegistration>> ListAllAsync(string taskId, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", taskId);
        return await ToRegistrationsAsync(await store.ListAsync(scope.Task(taskId), cancel) ?? throw A2AException.TaskNotFound(taskId), scope, cancel);
    }

    /// <summary>All configs of all tasks of the caller.</summary>
    public async Task<IReadOnlyList<PushRegistration>> ListOfOwnerAsync(RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        return await ToRegistrationsAsync(await store.ListOfOwnerAsync(scope.Owner, cancel), scope, cancel);
    }

    public async Task<TaskPushNotificationConfig> GetAsync(
        GetTaskPushNotificationConfigRequest request, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", request.TaskId);
        MessageRules.RequireId("id", request.Id);
        var found = await store.GetAsync(scope.Task(request.TaskId), request.Id, cancel)
            ?? throw A2AException.PushNotificationConfigNotFound(request.TaskId, request.Id);
        return (await ToRegistrationAsync(found, scope, cancel)).Config;
    }

    public async Task<ListTaskPushNotificationConfigsResponse> ListAsync(
        ListTaskPushNotificationConfigsRequest request, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", request.TaskId);
        var pageSize = MessageRules.PageSize(request.PageSize is 0 ? null : request.PageSize);
        var after = PageToken.Read(ListOf(request.TaskId), request.PageToken);
        var all = await store.ListAsync(scope.Task(request.TaskId), cancel) ?? throw A2AException.TaskNotFound(request.TaskId);
        var rest = all.Where(config => after is not var (time, id) || Compare(config, time, id) > 0)
            .OrderBy(config => config.CreatedAt).ThenBy(config => config.ConfigId, StringComparer.Ordinal).ToList();
        var page = rest.Take(pageSize).ToList();
        return new ListTaskPushNotificationConfigsResponse
        {
            Configs = [.. (await ToRegistrationsAsync(page, scope, cancel)).Select(told => told.Config)],
            NextPageToken = rest.Count > page.Count ? PageToken.Write(ListOf(request.TaskId), page[^1].CreatedAt, page[^1].ConfigId) : "",
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
        var config = WithId(inline);
        try
        {
            Push.Rules.Check(config);
            var asked = Asked(config, scope);
            return Sealed(asked, PushConfigMapper.ToEndpoint(asked), scope);
        }
        catch (A2AException fault) when (fault.FieldViolations is [var violation])
        {
            throw AtItsPlace(violation);
        }
    }

    /// <summary>A config that comes with a message to a task that is there.</summary>
    public async Task SetInlineAsync(TaskKey key, TaskPushNotificationConfig inline, RequestScope scope, CancellationToken cancel)
    {
        try
        {
            await SetAsync(key, Asked(WithId(inline), scope), scope, cancel);
        }
        catch (A2AException fault) when (fault.FieldViolations is [var violation])
        {
            throw AtItsPlace(violation);
        }
    }

    /// <summary>A fault of an inline config, named as it stands in the request.</summary>
    private static A2AException AtItsPlace(FieldViolation violation) =>
        A2AException.InvalidField($"configuration.taskPushNotificationConfig.{violation.Field}", violation.Description);

    private async Task<IReadOnlyList<StoredPushConfig>> AllAsync(string taskId, RequestScope scope, CancellationToken cancel)
    {
        _ = Push;
        MessageRules.RequireId("taskId", taskId);
        return await store.ListAsync(scope.Task(taskId), cancel) ?? [];
    }

    private static StoredPushConfig? Meant(IReadOnlyList<StoredPushConfig> all, IReadOnlyList<StoredPushConfig> own, string taskId)
    {
        if (all.Count == 0)
        {
            return null;
        }

        var meant = all.FirstOrDefault(config => config.ConfigId == DefaultId) ?? (own is [var only] ? only : all is [var single] ? single : null);
        return meant ?? throw A2AException.InvalidField(
            "id", $"is not given, and task '{taskId}' has several push notification configs: {string.Join(", ", all.Select(config => config.ConfigId))}. Name one.");
    }

    private static TaskPushNotificationConfig WithId(TaskPushNotificationConfig config) =>
        string.IsNullOrEmpty(config.Id) ? config with { Id = DefaultId } : config;

    private PushRegistration Asked(TaskPushNotificationConfig config, RequestScope scope) => IsExtended(scope)
        ? new PushRegistration
        {
            Config = config,
            Filter = EventFilterRules.Read(config, Push.Options.Include),
            SpeaksOfEvents = true,
            CollapseAbove = CollapseRules.Read(config, Push.Options.MaxWaitingPerConfig),
            SpeaksOfBacklog = true,
        }
        : new PushRegistration { Config = config };

    private bool IsExtended(RequestScope scope) => scope.NamesPushDelivery && Push.Options.AnnouncesDelivery;

    private async Task<StoredPushConfig> SetAsync(TaskKey key, PushRegistration asked, RequestScope scope, CancellationToken cancel)
    {
        Push.Rules.CheckShape(asked.Config);
        PushConfigRules.CheckHeaderName(asked.HeaderName);
        var written = await store.SetAsync(
            new ConfigWrite
            {
                Task = key,
                ConfigId = asked.Config.Id!,
                Build = there => Build(there, asked, scope),
                OpensWithSnapshot = Push.Options.Automatic,
                MaxPerTask = Push.Options.MaxConfigsPerTask,
                Bodies = bodies,
            },
            cancel);
        CountIfRefused(written.Outcome);
        return written.Outcome switch
        {
            ConfigWriteOutcome.TaskNotFound => throw A2AException.TaskNotFound(key.TaskId),
            ConfigWriteOutcome.TooMany => throw A2AException.UnsupportedOperation(
                $"Task '{key.TaskId}' has {Push.Options.MaxConfigsPerTask} push notification configs, as many as it may. " +
                "Delete one, or replace one by its id."),
            ConfigWriteOutcome.TooManyOfOwner => throw TooManyOfOwner(),
            _ => written.Config!,
        };
    }

    private void CountIfRefused(ConfigWriteOutcome outcome)
    {
        if (outcome == ConfigWriteOutcome.TooMany)
        {
            Push.Metrics?.Limited(PushLimit.ConfigsPerTask);
        }
    }

    /// <summary>A new config is refused, because its owner has as many as may be.</summary>
    public A2AException TooManyOfOwner()
    {
        Push.Metrics?.Limited(PushLimit.ConfigsPerOwner);
        return A2AException.UnsupportedOperation(
            $"You have {Push.Options.MaxConfigsPerOwner} push notification configs on tasks that run or with updates waiting, as many as you may. " +
            "Delete those that are not needed any more, or wait until some of these tasks have ended and their updates were delivered.");
    }

    /// <summary>Called by the store under the task's lock; what it throws, the store hands on and writes nothing.</summary>
    private NewPushConfig Build(StoredPushConfig? there, PushRegistration asked, RequestScope scope)
    {
        var clear = there is null ? null : sealer.Open(there.Endpoint);
        var endpoint = PushConfigMapper.Inherit(PushConfigMapper.ToEndpoint(asked), clear);
        PushConfigRules.CheckCredentialsThere(endpoint.Authentication);
        var meant = asked with
        {
            Filter = PushConfigMapper.FilterFor(asked, there, Push.Options.Include),
            CollapseAbove = PushConfigMapper.CollapseFor(asked, there),
        };
        return clear is not null && PushConfigMapper.AreEqual(endpoint, clear)
            ? New(meant, there!.Endpoint, scope)
            : Sealed(meant, endpoint, scope);
    }

    private NewPushConfig Sealed(PushRegistration asked, PushEndpoint endpoint, RequestScope scope) => New(asked, sealer.Seal(endpoint), scope);

    private NewPushConfig New(PushRegistration asked, SealedEndpoint endpoint, RequestScope scope) => new()
    {
        ConfigId = asked.Config.Id!,
        Endpoint = endpoint,
        Format = scope.Format,
        Mask = EventMasks.Of(Push.Options.Include, scope.Format, asked.Filter),
        CollapseAbove = asked.CollapseAbove,
    };

    private async Task<IReadOnlyList<PushRegistration>> ToRegistrationsAsync(
        IReadOnlyList<StoredPushConfig> found, RequestScope scope, CancellationToken cancel)
    {
        var told = new List<PushRegistration>(found.Count);
        foreach (var stored in found)
        {
            told.Add(await ToRegistrationAsync(stored, scope, cancel));
        }

        return told;
    }

    private async Task<PushRegistration> ToRegistrationAsync(StoredPushConfig stored, RequestScope scope, CancellationToken cancel)
    {
        var told = ToRegistration(stored);
        if (!IsExtended(scope))
        {
            return told;
        }

        var lane = stored.Lane;
        var attempts = await store.ListAttemptsAsync(lane.Lane, cancel);
        var dead = await store.ListDeadAsync(lane.Lane, cancel);
        var health = DeliveryHealthMapper.Of(lane, attempts, dead, time.GetUtcNow());
        return told with { Config = told.Config.WithEventFilter(told.Filter).WithCollapseAbove(told.CollapseAbove).WithDelivery(health) };
    }

    private PushRegistration ToRegistration(StoredPushConfig stored)
    {
        var endpoint = sealer.Open(stored.Endpoint);
        if (endpoint is null)
        {
            LogUnreadable(log, stored.ConfigId, stored.Task.TaskId, stored.Endpoint.Origin);
        }

        return PushConfigMapper.ToRegistration(stored, endpoint, Push.Options.Include);
    }

    private static string ListOf(string taskId) => $"configs {taskId}";

    private static int Compare(StoredPushConfig config, DateTimeOffset time, string id) =>
        config.CreatedAt.CompareTo(time) is var order and not 0 ? order : string.CompareOrdinal(config.ConfigId, id);

    [LoggerMessage(30, LogLevel.Warning,
        "Push config {ConfigId} of task {TaskId}: its secrets cannot be read, the key is missing; " +
        "answered with its origin {Origin} and without token and authentication.")]
    private static partial void LogUnreadable(ILogger logger, string configId, string taskId, string origin);
}
