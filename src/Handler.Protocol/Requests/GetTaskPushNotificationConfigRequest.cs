namespace Handler.Protocol;

/// <summary>The request of GetTaskPushNotificationConfig (A2A 1.0, 3.1.8).</summary>
public sealed record GetTaskPushNotificationConfigRequest : WireObject
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>The config of that task.</summary>
    public required string Id { get; init; }
}
