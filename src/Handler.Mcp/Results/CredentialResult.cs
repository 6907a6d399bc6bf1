using System.ComponentModel;

namespace Handler.Mcp.Results;

/// <summary>Of set_agent_credentials.</summary>
internal sealed record CredentialResult(
    [property: Description("The agent that they are saved for.")] string AgentUrl,
    [property: Description("bearer or api_key.")] string AuthType);
