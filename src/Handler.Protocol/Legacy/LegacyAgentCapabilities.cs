namespace Handler.Protocol.Legacy;

/// <summary>What an agent can do beside the basic methods.</summary>
public sealed record LegacyAgentCapabilities : WireObject
{
    /// <summary><c>tasks/sendSubscribe</c> and <c>tasks/resubscribe</c> work.</summary>
    public bool Streaming { get; init; }

    /// <summary>The push notification methods work.</summary>
    public bool PushNotifications { get; init; }

    /// <summary>There is an extended card.</summary>
    public bool ExtendedAgentCard { get; init; }
}
