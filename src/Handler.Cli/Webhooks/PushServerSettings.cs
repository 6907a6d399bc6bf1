using Handler.Cli.Options;

namespace Handler.Cli.Webhooks;

/// <summary>What <c>handler server push</c> was told.</summary>
internal sealed record PushServerSettings
{
    public required BindAddress Address { get; init; }

    /// <summary>What deliveries must carry; null = nothing.</summary>
    public string? Token { get; init; }

    /// <summary>What listing and clearing need; null = nothing where only this machine can reach the server.</summary>
    public string? AdminToken { get; init; }
}
