using Handler.Protocol.Json;

namespace Handler.Protocol.V03;

/// <summary>Where and how a client is told of updates (A2A 0.3, 6.8).</summary>
public sealed record V03PushNotificationConfig : WireObject, IPushConfig
{
    /// <summary>Unique per task; not known to 0.2.0 and 0.2.1.</summary>
    public string? Id { get; init; }

    /// <summary>The webhook.</summary>
    public required string Url { get; init; }

    /// <summary>A secret of this config, sent as <c>X-A2A-Notification-Token</c>.</summary>
    public string? Token { get; init; }

    /// <summary>What the webhook wants in <c>Authorization</c>.</summary>
    public V03PushNotificationAuthenticationInfo? Authentication { get; init; }

    /// <summary>Without token and credentials, so that a log cannot tell them.</summary>
    public override string ToString() => $"push config {Id ?? "(no id)"}";
}
