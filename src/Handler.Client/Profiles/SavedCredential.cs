namespace Handler.Client.Profiles;

/// <summary>What an agent is shown by those who call it.</summary>
public sealed record SavedCredential
{
    /// <summary>The header of an API key when none is named.</summary>
    public const string DefaultApiKeyHeader = "X-API-Key";

    /// <summary>The agent: scheme, host, port and path of its URL.</summary>
    public required string AgentUrl { get; init; }

    /// <summary>How it is sent.</summary>
    public required CredentialType Type { get; init; }

    /// <summary>The token or key. A secret.</summary>
    public required string Secret { get; init; }

    /// <summary>The header of an API key.</summary>
    public string ApiKeyHeader { get; init; } = DefaultApiKeyHeader;

    /// <summary>For <see cref="A2AClientOptions.BearerToken"/>.</summary>
    public string? BearerToken => Type == CredentialType.Bearer ? Secret : null;

    /// <summary>For <see cref="A2AClientOptions.ApiKey"/>.</summary>
    public string? ApiKey => Type == CredentialType.ApiKey ? Secret : null;

    /// <summary>For <see cref="A2AClientOptions.CredentialOrigin"/>: nobody else is shown it.</summary>
    public Uri Origin => new(AgentUrl);

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Type} for {AgentUrl}: {SecretMask.Of(Secret)}";
}
