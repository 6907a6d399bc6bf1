namespace Handler.Protocol;

/// <summary>What an agent can do beside the basic operations (A2A 1.0, 4.4.3); left out means no.</summary>
public sealed record AgentCapabilities : WireObject
{
    /// <summary>SendStreamingMessage and SubscribeToTask work.</summary>
    public bool? Streaming { get; init; }

    /// <summary>The push notification operations work.</summary>
    public bool? PushNotifications { get; init; }

    /// <summary>Extensions that the agent knows.</summary>
    public IReadOnlyList<AgentExtension>? Extensions { get; init; }

    /// <summary>GetExtendedAgentCard works.</summary>
    public bool? ExtendedAgentCard { get; init; }
}
