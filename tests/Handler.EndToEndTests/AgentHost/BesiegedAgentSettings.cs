using System.Text.Json;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.AgentHost;

/// <summary>What the agent of the hostile tests is told: how it works, what its limits are, and what is wrong with it on purpose. Times in milliseconds.</summary>
internal sealed record BesiegedAgentSettings
{
    public int Port { get; init; }

    public string DataFile { get; init; } = "";

    public string WitnessFile { get; init; } = "";

    public int Steps { get; init; } = 3;

    public int Interval { get; init; } = 20;

    /// <summary>See <see cref="AgentFlaw"/>.</summary>
    public AgentFlaw Flaw { get; init; }

    public int AttemptTimeout { get; init; } = 15_000;

    public int ConnectTimeout { get; init; } = 5_000;

    public int MaxInFlight { get; init; } = 256;

    /// <summary>The waits after 3xx and 4xx.</summary>
    public int RefusalWait { get; init; } = 20;

    /// <summary>How long the breaker of a gate holds it, each time.</summary>
    public int GateHold { get; init; } = 200;

    /// <summary>How long <c>Retry-After</c> may hold a gate.</summary>
    public int MaxRetryAfter { get; init; } = 60_000;

    /// <summary>Whether <c>http</c> may go to 127.0.0.1, and to no other address that is not public; false: as a host has it that opens nothing.</summary>
    public bool ReachesHere { get; init; } = true;

    /// <summary>Who calls by which key; empty: whoever wants.</summary>
    public Dictionary<string, string> Keys { get; init; } = [];

    public string ToArgument() => JsonSerializer.Serialize(this);

    public static BesiegedAgentSettings Parse(string argument) => JsonSerializer.Deserialize<BesiegedAgentSettings>(argument)!;
}
