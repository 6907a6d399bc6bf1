namespace Handler.Protocol;

/// <summary>The implicit flow, deprecated by the specification.</summary>
public sealed record ImplicitOAuthFlow : WireObject
{
    /// <summary>Where the user grants access.</summary>
    public string? AuthorizationUrl { get; init; }

    /// <summary>Where tokens are renewed.</summary>
    public string? RefreshUrl { get; init; }

    /// <summary>Scopes and what each is for.</summary>
    public IReadOnlyDictionary<string, string>? Scopes { get; init; }
}
