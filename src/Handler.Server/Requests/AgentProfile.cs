using Handler.Protocol;

namespace Handler.Server.Requests;

/// <summary>What the agent says of itself and what it can do, as registered.</summary>
internal sealed record AgentProfile
{
    /// <summary>The card as the author wrote it; interfaces and capabilities are filled in when it is served.</summary>
    public required AgentCard Card { get; init; }

    /// <summary>Whether it streams.</summary>
    public bool Streaming { get; init; } = true;

    /// <summary>Whether it is reached by REST, beside JSON-RPC.</summary>
    public bool Rest { get; init; } = true;

    /// <summary>Whether it pushes.</summary>
    public bool PushNotifications { get; init; }

    /// <summary>Whether parts of any media type are taken, whatever the card says.</summary>
    public bool AnyInputMode { get; init; }

    /// <summary>The card for authenticated callers; null when there is none.</summary>
    public AgentCard? ExtendedCard { get; init; }

    /// <summary>Whether the card announces an extended one.</summary>
    public bool AnnouncesExtendedCard => ExtendedCard is not null || Card.Capabilities.ExtendedAgentCard == true;
}
