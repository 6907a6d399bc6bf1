using System.ComponentModel;
using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>Of clear_session_data.</summary>
internal sealed record ClearSessionArguments : IToolArguments
{
    [Description("The agent's URL; when left out the sessions of all agents are forgotten.")]
    public string? AgentUrl { get; init; }

    public IEnumerable<string?> Secrets() => [];

    public void Check()
    {
        if (AgentUrl is not null)
        {
            GivenValue.CheckUrl("agent_url", AgentUrl);
        }
    }
}
