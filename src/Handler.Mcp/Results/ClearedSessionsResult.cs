using System.ComponentModel;

namespace Handler.Mcp.Results;

/// <summary>Of clear_session_data.</summary>
internal sealed record ClearedSessionsResult([property: Description("How many sessions were forgotten; 0 when there was none.")] int Cleared);
