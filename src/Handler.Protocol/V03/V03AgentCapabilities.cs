namespace Handler.Protocol.V03;

/// <summary>What an agent can do beside the basic methods (A2A 0.3, 5.5.2); left out means no.</summary>
public sealed record V03AgentCapabilities : WireObject
{
    /// <summary><c>message/stream</c> and <c>tasks/resubscribe</c> work.</summary>
    public bool? Streaming { get; init; }

    /// <summary>The push notification methods work.</summary>
    public bool? PushNotifications { get; init; }

    /// <summary>Never specified further, and gone in 1.0.</summary>
    public bool? StateTransitionHistory { get; init; }

    /// <summary>Extensions that the agent knows.</summary>
    public IReadOnlyList<AgentExtension>? Extensions { get; init; }
}
