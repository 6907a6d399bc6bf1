using Handler.Protocol.Errors;
using Handler.Protocol.Webhooks;

namespace Handler.Protocol.Legacy;

public static partial class LegacyMapper
{
    // Any scheme that is not named by the dialect sends its value alone.
    private const string ValueAloneScheme = "apiKey";

    /// <summary>
    /// A config with its task. The token goes as a value in <see cref="WebhookHeaders.NotificationToken"/>, unless there is an authentication, which
    /// is kept instead: the dialect has room for one.
    /// </summary>
    /// <param name="config">The config.</param>
    /// <param name="headerName">The header of its authentication, where the client chose one.</param>
    /// <param name="eventTypes">What it is told of; <c>null</c> = everything.</param>
    public static LegacyTaskPushNotificationConfig FromV1(
        TaskPushNotificationConfig config, string? headerName = null, IReadOnlyList<string>? eventTypes = null) => new()
        {
            Id = config.TaskId ?? "",
            PushNotificationConfig = LegacyJson.Codec.Carry(config, new LegacyPushNotificationConfig
            {
                Id = config.Id,
                TaskId = config.TaskId,
                WebhookUrl = config.Url,
                AuthenticationInfo = AuthenticationOf(config, headerName),
                EventTypes = eventTypes ?? [],
            }),
        };

    /// <summary>A call to set a config.</summary>
    public static LegacySetPushNotificationParams ToSetPushNotificationParams(TaskPushNotificationConfig config)
    {
        var mapped = FromV1(config);
        return new LegacySetPushNotificationParams { Id = mapped.Id, PushNotificationConfig = mapped.PushNotificationConfig };
    }

    /// <summary>
    /// The config that a call sets. The header of its authentication and its event types have no place in 1.0: see <see cref="ConfigOf"/>.
    /// </summary>
    /// <exception cref="A2AException">InvalidParams: the task, the config or its <c>webhookUrl</c> is missing, in this order.</exception>
    public static TaskPushNotificationConfig ToV1(LegacySetPushNotificationParams request)
    {
        var taskId = request.Id ?? throw A2AException.InvalidField("id", "is required; it names the task.");
        return ToV1(ConfigOf(request), taskId);
    }

    /// <summary>The config that a call sets, under whichever name it came.</summary>
    /// <exception cref="A2AException">InvalidParams: there is none, or it has no <c>webhookUrl</c>.</exception>
    public static LegacyPushNotificationConfig ConfigOf(LegacySetPushNotificationParams request)
    {
        var config = request.PushNotificationConfig ?? request.Config
            ?? throw A2AException.InvalidField("pushNotificationConfig", "is required; config is read as well.");
        return string.IsNullOrEmpty(config.WebhookUrl)
            ? throw A2AException.InvalidField("pushNotificationConfig.webhookUrl", "is required; it names the webhook.")
            : config;
    }

    /// <summary>A config with its task.</summary>
    public static TaskPushNotificationConfig ToV1(LegacyTaskPushNotificationConfig config) => ToV1(config.PushNotificationConfig, config.Id);

    private static TaskPushNotificationConfig ToV1(LegacyPushNotificationConfig config, string taskId)
    {
        var isToken = string.Equals(config.AuthenticationInfo?.HeaderName, WebhookHeaders.NotificationToken, StringComparison.OrdinalIgnoreCase);
        return A2AJson.Codec.Carry(config, new TaskPushNotificationConfig
        {
            Id = config.Id,
            TaskId = taskId,
            Url = config.WebhookUrl ?? "",
            Token = isToken ? config.AuthenticationInfo!.Value : null,
            Authentication = config.AuthenticationInfo is { } info && !isToken
                ? A2AJson.Codec.Carry(info, new AuthenticationInfo { Scheme = info.Scheme, Credentials = info.Value })
                : null,
        });
    }

    private static LegacyAuthenticationInfo? AuthenticationOf(TaskPushNotificationConfig config, string? headerName) => config switch
    {
        { Authentication: { } authentication } => LegacyJson.Codec.Carry(authentication, new LegacyAuthenticationInfo
        {
            Scheme = authentication.Scheme,
            Value = authentication.Credentials,
            HeaderName = headerName,
        }),
        { Token: { } token } =>
            new LegacyAuthenticationInfo { Scheme = ValueAloneScheme, Value = token, HeaderName = WebhookHeaders.NotificationToken },
        _ => null,
    };
}
