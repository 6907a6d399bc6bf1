namespace Handler.Protocol;

/// <summary>Authentication by OpenID Connect (A2A 1.0, 4.5.5).</summary>
public sealed record OpenIdConnectSecurityScheme : WireObject
{
    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>The provider's discovery document.</summary>
    public required string OpenIdConnectUrl { get; init; }
}
