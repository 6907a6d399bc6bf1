using Handler.Protocol;

namespace Handler.Tests.Server;

/// <summary>Cards for tests.</summary>
internal static class Cards
{
    public static AgentCard Plain { get; } = new()
    {
        Name = "Test agent",
        Description = "Does what the test says.",
        Version = "1.2.3",
        SupportedInterfaces = [],
        Capabilities = new AgentCapabilities(),
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = ["text/plain"],
        Skills = [new AgentSkill { Id = "test", Name = "Test", Description = "Tests.", Tags = ["test"] }],
    };
}
