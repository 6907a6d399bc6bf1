using System.Text.Json.Serialization;

namespace Handler.Protocol;

/// <summary>The authorization code flow (A2A 1.0, 4.5.8).</summary>
public sealed record AuthorizationCodeOAuthFlow : WireObject
{
    /// <summary>Where the user grants access.</summary>
    public required string AuthorizationUrl { get; init; }

    /// <summary>Where tokens are had.</summary>
    public required string TokenUrl { get; init; }

    /// <summary>Where tokens are renewed.</summary>
    public string? RefreshUrl { get; init; }

    /// <summary>Scopes and what each is for; may be empty.</summary>
    public required IReadOnlyDictionary<string, string> Scopes { get; init; }

    /// <summary>PKCE (RFC 7636) must be used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PkceRequired { get; init; }
}
