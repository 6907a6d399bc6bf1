namespace Handler.Protocol.Legacy;

/// <summary>A config with its task: the result of <c>tasks/pushNotification/set</c> and <c>get</c>, and an element of <c>list</c>.</summary>
public sealed record LegacyTaskPushNotificationConfig : WireObject
{
    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>The config.</summary>
    public required LegacyPushNotificationConfig PushNotificationConfig { get; init; }
}
