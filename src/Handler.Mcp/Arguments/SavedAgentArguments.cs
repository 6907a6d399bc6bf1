using System.ComponentModel;
using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>Of get_session_info and clear_agent_credentials.</summary>
internal sealed record SavedAgentArguments : IToolArguments
{
    [Description("The agent's URL.")]
    public required string AgentUrl { get; init; }

    public IEnumerable<string?> Secrets() => [];

    public void Check() => GivenValue.CheckUrl("agent_url", AgentUrl);
}
