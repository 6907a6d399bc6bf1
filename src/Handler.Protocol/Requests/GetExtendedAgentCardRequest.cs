namespace Handler.Protocol;

/// <summary>The request of GetExtendedAgentCard (A2A 1.0, 3.1.11).</summary>
public sealed record GetExtendedAgentCardRequest : WireObject
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }
}
