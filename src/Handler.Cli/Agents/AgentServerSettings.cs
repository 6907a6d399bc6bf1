using Handler.Cli.Options;

namespace Handler.Cli.Agents;

/// <summary>What <c>handler server agent</c> was told.</summary>
internal sealed record AgentServerSettings
{
    public required BindAddress Address { get; init; }

    /// <summary>How it works on a text that asks for nothing else.</summary>
    public required StepPlan Plan { get; init; }

    /// <summary>The database; null = a temporary one.</summary>
    public string? DataFile { get; init; }

    public bool Push { get; init; } = true;

    /// <summary>What callers must have; null = anybody may call.</summary>
    public AgentApiKey? ApiKey { get; init; }
}
