namespace Handler.Protocol.V03;

/// <summary>A config with its task (A2A 0.3, 6.10): params and result of <c>set</c>, result of <c>get</c>, element of <c>list</c>.</summary>
public sealed record V03TaskPushNotificationConfig : WireObject
{
    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>The config.</summary>
    public required V03PushNotificationConfig PushNotificationConfig { get; init; }
}
