using System.ComponentModel;

namespace Handler.Mcp.Results;

/// <summary>Of clear_agent_credentials.</summary>
internal sealed record ClearedCredentialsResult(
    [property: Description("The agent.")] string AgentUrl,
    [property: Description("False when none were saved.")] bool Cleared);
