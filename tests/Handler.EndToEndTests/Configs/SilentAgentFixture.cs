namespace Handler.EndToEndTests.Configs;

/// <summary>One <c>handler server agent --no-push</c>.</summary>
public sealed class SilentAgentFixture : AgentFixture
{
    public SilentAgentFixture()
        : base(["--no-push"])
    {
    }
}
