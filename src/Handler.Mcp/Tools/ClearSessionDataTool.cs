using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>Forgets sessions.</summary>
internal sealed class ClearSessionDataTool(AgentCalls calls) : AgentTool<ClearSessionArguments, ClearedSessionsResult>(
    new ToolFace(
        "clear_session_data",
        "Clear saved sessions",
        "Forget the saved conversation with an agent, or with all agents when agent_url is left out. Tasks go on, and credentials stay.")
    {
        IsDestructive = true,
        IsIdempotent = true,
    },
    calls,
    McpJsonContext.Default.ClearSessionArguments,
    McpJsonContext.Default.ClearedSessionsResult)
{
    protected override async Task<ClearedSessionsResult> CallAsync(ClearSessionArguments given, ToolCall call, CancellationToken cancel)
    {
        if (given.AgentUrl is not { } url)
        {
            return new(await Calls.Profiles.ClearSessionsAsync(cancel));
        }

        return new(await Calls.Profiles.ClearSessionAsync(url, cancel) ? 1 : 0);
    }
}
