namespace Handler.Protocol;

/// <summary>Paths below the root of an agent's host.</summary>
public static class WellKnownPaths
{
    /// <summary>The agent card since 0.3 (A2A 1.0, 8.2).</summary>
    public const string AgentCard = "/.well-known/agent-card.json";

    /// <summary>The agent card before 0.3.</summary>
    public const string OldAgentCard = "/.well-known/agent.json";

    /// <summary>The agent card of the legacy dialect.</summary>
    public const string LegacyAgentCard = "/agentCard";

    /// <summary>Where agents of any version serve their card, the newest first.</summary>
    public static IReadOnlyList<string> AgentCardsOfAllVersions { get; } = [AgentCard, OldAgentCard, LegacyAgentCard];

    /// <summary>The public keys of the agent's signatures (RFC 7517).</summary>
    public const string Jwks = "/.well-known/jwks.json";
}
