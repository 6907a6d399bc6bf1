namespace Handler.Protocol.Legacy;

/// <summary>The params of <c>tasks/pushNotification/set</c>: the config under either of two names.</summary>
public sealed record LegacySetPushNotificationParams : WireObject
{
    /// <summary>The task.</summary>
    public string? Id { get; init; }

    /// <summary>The config.</summary>
    public LegacyPushNotificationConfig? PushNotificationConfig { get; init; }

    /// <summary>The config as the published example calls it; not looked at when the other is there.</summary>
    public LegacyPushNotificationConfig? Config { get; init; }
}
