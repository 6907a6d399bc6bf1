using Handler.EndToEndTests.Configs;

namespace Handler.EndToEndTests.Auth;

/// <summary>One agent that asks for a key.</summary>
public sealed class KeyedAgentFixture() : AgentFixture(["--api-key", Key])
{
    public const string Key = "a-key-of-this-walk";
}
