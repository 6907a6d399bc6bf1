using System.ComponentModel;
using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>Of validate_agent_card.</summary>
internal sealed record CardSourceArguments : IToolArguments
{
    [Description("The agent's base URL or its card's URL; with from_file the path of a JSON file on this machine.")]
    public required string Source { get; init; }

    [Description("Read source as a file.")]
    public bool FromFile { get; init; }

    public IEnumerable<string?> Secrets() => [];

    public void Check()
    {
        if (!FromFile)
        {
            GivenValue.CheckUrl("source", Source, "http://localhost:8000, or give a file's path with from_file=true");
        }
    }
}
