using System.ComponentModel;

namespace Handler.Mcp.Results;

/// <summary>Of get_session_info, and a row of list_sessions.</summary>
internal sealed record SessionResult(
    [property: Description("The agent.")] string AgentUrl,
    [property: Description("The conversation; null when none is saved.")] string? ContextId,
    [property: Description("The task that waited or worked when the session was saved; null when none did.")] string? TaskId,
    [property: Description("Credentials are saved for this agent.")] bool HasCredentials);
