using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>Forgets the credential of an agent.</summary>
internal sealed class ClearAgentCredentialsTool(AgentCalls calls) : AgentTool<SavedAgentArguments, ClearedCredentialsResult>(
    new ToolFace("clear_agent_credentials", "Clear an agent's credentials", "Forget the credentials that are saved for an agent. Its session stays.")
    {
        IsDestructive = true,
        IsIdempotent = true,
    },
    calls,
    McpJsonContext.Default.SavedAgentArguments,
    McpJsonContext.Default.ClearedCredentialsResult)
{
    protected override async Task<ClearedCredentialsResult> CallAsync(SavedAgentArguments given, ToolCall call, CancellationToken cancel) =>
        new(given.AgentUrl, await Calls.Profiles.ClearCredentialAsync(given.AgentUrl, cancel));
}
