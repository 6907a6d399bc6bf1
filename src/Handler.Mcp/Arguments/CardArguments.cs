using System.ComponentModel;
using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>Of get_agent_card.</summary>
internal sealed record CardArguments : IToolArguments
{
    [Description("The agent's base URL, such as http://localhost:8000, or the URL of its card.")]
    public required string AgentUrl { get; init; }

    public IEnumerable<string?> Secrets() => [];

    public void Check() => GivenValue.CheckUrl("agent_url", AgentUrl);
}
