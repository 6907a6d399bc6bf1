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

    /// <summary>Where it is reached from outside, behind a proxy; null = where it listens.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Where callers are told to find it, without a slash at the end.</summary>
    public string Url => PublicUrl?.AbsoluteUri.TrimEnd('/') ?? Address.LocalUrl;

    /// <summary>What callers must have; null = anybody may call.</summary>
    public AgentApiKey? ApiKey { get; init; }

    /// <summary>What lets operators in; null where there is nothing to operate.</summary>
    public AgentApiKey? OperationsToken { get; init; }
}
