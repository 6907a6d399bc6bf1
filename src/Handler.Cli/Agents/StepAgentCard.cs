using Handler.Cli.Commands;
using Handler.Protocol;

namespace Handler.Cli.Agents;

/// <summary>What the development agent says about itself.</summary>
internal static class StepAgentCard
{
    public static AgentCard Card { get; } = new()
    {
        Name = "Handler development agent",
        Description = "Works in steps, one status and one artifact each, so that there is something to be told of.",
        Version = VersionCommand.Version,
        SupportedInterfaces = [],
        Capabilities = new AgentCapabilities(),
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = ["text/plain"],
        Skills =
        [
            new AgentSkill
            {
                Id = "steps",
                Name = "Steps",
                Description = "Takes its steps and completes; the text can ask for other ends.",
                Tags = ["development", "push notifications"],
                Examples = ["Process this data", "steps 3 every 200ms", "fail", "ask", "reject", "steps 2 fail"],
            },
        ],
    };
}
