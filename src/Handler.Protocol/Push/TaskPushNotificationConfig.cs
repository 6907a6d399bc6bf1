using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>Who wants to be told of one task's updates, and how (A2A 1.0, 4.3.1). Also the request that creates it.</summary>
public sealed record TaskPushNotificationConfig : WireObject, IPushConfig
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>Unique per task, never globally. Chosen by the client or made by the agent.</summary>
    public string? Id { get; init; }

    /// <summary>The task; left out when the config goes inline with a message.</summary>
    public string? TaskId { get; init; }

    /// <summary>The webhook.</summary>
    public required string Url { get; init; }

    /// <summary>A secret of this config, sent as <c>X-A2A-Notification-Token</c>.</summary>
    public string? Token { get; init; }

    /// <summary>What the webhook wants in <c>Authorization</c>.</summary>
    public AuthenticationInfo? Authentication { get; init; }

    /// <summary>Without token and credentials, so that a log cannot tell them.</summary>
    public override string ToString() => $"push config {Id ?? "(no id)"} of task {TaskId ?? "(no task)"}";
}
