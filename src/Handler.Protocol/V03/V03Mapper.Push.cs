namespace Handler.Protocol.V03;

public static partial class V03Mapper
{
    /// <summary>A config. A task that is not named (inline) is an empty text.</summary>
    public static V03TaskPushNotificationConfig FromV1(TaskPushNotificationConfig config) => new()
    {
        TaskId = config.TaskId ?? "",
        PushNotificationConfig = V03Json.Codec.Carry(config, new V03PushNotificationConfig
        {
            Id = config.Id,
            Url = config.Url,
            Token = config.Token,
            Authentication = config.Authentication is { } authentication ? FromV1(authentication) : null,
        }),
    };

    /// <summary>A config.</summary>
    public static TaskPushNotificationConfig ToV1(V03TaskPushNotificationConfig config) =>
        ToV1(config.PushNotificationConfig, NullIfEmpty(config.TaskId));

    /// <summary>A config of a task, or of none when it goes inline with a message. Of several schemes the first is kept.</summary>
    public static TaskPushNotificationConfig ToV1(V03PushNotificationConfig config, string? taskId) =>
        A2AJson.Codec.Carry(config, new TaskPushNotificationConfig
        {
            Id = config.Id,
            TaskId = taskId,
            Url = config.Url,
            Token = config.Token,
            Authentication = config.Authentication is { } authentication ? ToV1(authentication) : null,
        });

    /// <summary>A query for a config.</summary>
    public static V03GetTaskPushNotificationConfigParams FromV1(GetTaskPushNotificationConfigRequest request) =>
        V03Json.Codec.Carry(
            request, new V03GetTaskPushNotificationConfigParams { Id = request.TaskId, PushNotificationConfigId = request.Id });

    /// <summary>A query for a config; the caller says which one is meant when the query does not. Its metadata is lost.</summary>
    public static GetTaskPushNotificationConfigRequest ToV1(V03GetTaskPushNotificationConfigParams request, string configId) =>
        A2AJson.Codec.Carry(request, new GetTaskPushNotificationConfigRequest { TaskId = request.Id, Id = configId });

    /// <summary>A call to delete a config.</summary>
    public static V03DeleteTaskPushNotificationConfigParams FromV1(DeleteTaskPushNotificationConfigRequest request) =>
        V03Json.Codec.Carry(
            request, new V03DeleteTaskPushNotificationConfigParams { Id = request.TaskId, PushNotificationConfigId = request.Id });

    /// <summary>A call to delete a config. Its metadata is lost.</summary>
    public static DeleteTaskPushNotificationConfigRequest ToV1(V03DeleteTaskPushNotificationConfigParams request) =>
        A2AJson.Codec.Carry(
            request, new DeleteTaskPushNotificationConfigRequest { TaskId = request.Id, Id = request.PushNotificationConfigId });

    /// <summary>A query for a task's configs. 0.3 has no pages.</summary>
    public static V03TaskIdParams FromV1(ListTaskPushNotificationConfigsRequest request) =>
        V03Json.Codec.Carry(request, new V03TaskIdParams { Id = request.TaskId });

    /// <summary>A query for a task's configs. Its metadata is lost.</summary>
    public static ListTaskPushNotificationConfigsRequest ToListTaskPushNotificationConfigsRequest(V03TaskIdParams request) =>
        A2AJson.Codec.Carry(request, new ListTaskPushNotificationConfigsRequest { TaskId = request.Id });

    /// <summary>The configs of one page; 0.3 has no pages, so a caller who has more puts them together.</summary>
    public static IReadOnlyList<V03TaskPushNotificationConfig> FromV1(ListTaskPushNotificationConfigsResponse response) =>
        [.. response.Configs.Select(FromV1)];

    /// <summary>The configs as one page.</summary>
    public static ListTaskPushNotificationConfigsResponse ToV1(IReadOnlyList<V03TaskPushNotificationConfig> configs) =>
        new() { Configs = [.. configs.Select(ToV1)] };

    private static V03PushNotificationAuthenticationInfo FromV1(AuthenticationInfo authentication) =>
        V03Json.Codec.Carry(authentication, new V03PushNotificationAuthenticationInfo
        {
            Schemes = [authentication.Scheme],
            Credentials = authentication.Credentials,
        });

    private static AuthenticationInfo ToV1(V03PushNotificationAuthenticationInfo authentication) =>
        A2AJson.Codec.Carry(authentication, new AuthenticationInfo
        {
            Scheme = authentication.Schemes[0],
            Credentials = authentication.Credentials,
        });
}
