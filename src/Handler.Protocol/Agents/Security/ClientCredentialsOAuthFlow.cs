namespace Handler.Protocol;

/// <summary>The client credentials flow (A2A 1.0, 4.5.9).</summary>
public sealed record ClientCredentialsOAuthFlow : WireObject
{
    /// <summary>Where tokens are had.</summary>
    public required string TokenUrl { get; init; }

    /// <summary>Where tokens are renewed.</summary>
    public string? RefreshUrl { get; init; }

    /// <summary>Scopes and what each is for; may be empty.</summary>
    public required IReadOnlyDictionary<string, string> Scopes { get; init; }
}
