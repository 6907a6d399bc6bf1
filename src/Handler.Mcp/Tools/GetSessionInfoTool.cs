using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>The saved session with one agent.</summary>
internal sealed class GetSessionInfoTool(AgentCalls calls) : AgentTool<SavedAgentArguments, SessionResult>(
    new ToolFace(
        "get_session_info",
        "Get a saved session",
        "Get where the saved conversation with an agent stands, and whether credentials are saved for it. Without a session context_id and task_id are null.")
    {
        IsReadOnly = true,
        IsIdempotent = true,
    },
    calls,
    McpJsonContext.Default.SavedAgentArguments,
    McpJsonContext.Default.SessionResult)
{
    protected override Task<SessionResult> CallAsync(SavedAgentArguments given, ToolCall call, CancellationToken cancel)
    {
        var session = Calls.Profiles.FindSession(given.AgentUrl);
        return Task.FromResult(new SessionResult(
            session?.AgentUrl ?? given.AgentUrl, session?.ContextId, session?.TaskId, Calls.FindCredential(given.AgentUrl) is not null));
    }
}
