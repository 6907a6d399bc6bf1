namespace Handler.Protocol;

/// <summary>The device code flow (RFC 8628; A2A 1.0, 4.5.10).</summary>
public sealed record DeviceCodeOAuthFlow : WireObject
{
    /// <summary>Where a device asks for its code.</summary>
    public required string DeviceAuthorizationUrl { get; init; }

    /// <summary>Where tokens are had.</summary>
    public required string TokenUrl { get; init; }

    /// <summary>Where tokens are renewed.</summary>
    public string? RefreshUrl { get; init; }

    /// <summary>Scopes and what each is for; may be empty.</summary>
    public required IReadOnlyDictionary<string, string> Scopes { get; init; }
}
