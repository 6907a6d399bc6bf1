using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>Saves a credential for an agent.</summary>
internal sealed class SetAgentCredentialsTool(AgentCalls calls) : AgentTool<CredentialArguments, CredentialResult>(
    new ToolFace(
        "set_agent_credentials",
        "Save an agent's credentials",
        "Save a bearer token or an API key for an agent, in the place of what was saved before: later calls to that agent, and to no other, send it. Only save what the user gave you for this agent.")
    {
        IsDestructive = true,
        IsIdempotent = true,
    },
    calls,
    McpJsonContext.Default.CredentialArguments,
    McpJsonContext.Default.CredentialResult)
{
    protected override async Task<CredentialResult> CallAsync(CredentialArguments given, ToolCall call, CancellationToken cancel)
    {
        switch (given)
        {
            case { BearerToken: { } token, ApiKey: null }:
                await Calls.Profiles.SetBearerTokenAsync(given.AgentUrl, token, cancel);
                return new(given.AgentUrl, "bearer");
            case { BearerToken: null, ApiKey: { } key }:
                await Calls.Profiles.SetApiKeyAsync(given.AgentUrl, key, cancel: cancel);
                return new(given.AgentUrl, "api_key");
            default:
                throw new ToolException("An agent has one credential saved: give either bearer_token or api_key, as its card asks.");
        }
    }
}
