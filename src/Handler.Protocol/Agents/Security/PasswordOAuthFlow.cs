namespace Handler.Protocol;

/// <summary>The password flow, deprecated by the specification.</summary>
public sealed record PasswordOAuthFlow : WireObject
{
    /// <summary>Where tokens are had.</summary>
    public string? TokenUrl { get; init; }

    /// <summary>Where tokens are renewed.</summary>
    public string? RefreshUrl { get; init; }

    /// <summary>Scopes and what each is for.</summary>
    public IReadOnlyDictionary<string, string>? Scopes { get; init; }
}
