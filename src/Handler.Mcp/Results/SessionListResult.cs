using System.ComponentModel;

namespace Handler.Mcp.Results;

/// <summary>Of list_sessions.</summary>
internal sealed record SessionListResult(
    [property: Description("How many there are.")] int Count,
    [property: Description("The sessions, the newest first.")] IReadOnlyList<SessionResult> Sessions);
