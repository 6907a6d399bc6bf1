using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>The saved sessions.</summary>
internal sealed class ListSessionsTool(AgentCalls calls) : AgentTool<NoArguments, SessionListResult>(
    new ToolFace(
        "list_sessions",
        "List saved sessions",
        "List the agents that there is a saved conversation with, the newest first: those that send_message goes on with when use_session is true.")
    {
        IsReadOnly = true,
        IsIdempotent = true,
    },
    calls,
    McpJsonContext.Default.NoArguments,
    McpJsonContext.Default.SessionListResult)
{
    protected override Task<SessionListResult> CallAsync(NoArguments given, ToolCall call, CancellationToken cancel)
    {
        IReadOnlyList<SessionResult> sessions =
        [
            .. Calls.Profiles.ListSessions().Select(session => new SessionResult(
                session.AgentUrl, session.ContextId, session.TaskId, Calls.FindCredential(session.AgentUrl) is not null)),
        ];
        return Task.FromResult(new SessionListResult(sessions.Count, sessions));
    }
}
