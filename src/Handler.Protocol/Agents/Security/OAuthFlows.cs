namespace Handler.Protocol;

/// <summary>
/// The OAuth 2.0 flow of a scheme; exactly one member is set (A2A 1.0, 4.5.7). Reading and writing refuse anything else.
/// </summary>
public sealed record OAuthFlows : WireObject
{
    /// <summary>Authorization code, with PKCE or without.</summary>
    public AuthorizationCodeOAuthFlow? AuthorizationCode { get; init; }

    /// <summary>Client credentials.</summary>
    public ClientCredentialsOAuthFlow? ClientCredentials { get; init; }

    /// <summary>Deprecated by the specification.</summary>
    public ImplicitOAuthFlow? Implicit { get; init; }

    /// <summary>Deprecated by the specification.</summary>
    public PasswordOAuthFlow? Password { get; init; }

    /// <summary>Device code (RFC 8628).</summary>
    public DeviceCodeOAuthFlow? DeviceCode { get; init; }

    /// <summary>The authorization code flow.</summary>
    public static OAuthFlows Of(AuthorizationCodeOAuthFlow flow) => new() { AuthorizationCode = flow };

    /// <summary>The client credentials flow.</summary>
    public static OAuthFlows Of(ClientCredentialsOAuthFlow flow) => new() { ClientCredentials = flow };

    /// <summary>The implicit flow.</summary>
    public static OAuthFlows Of(ImplicitOAuthFlow flow) => new() { Implicit = flow };

    /// <summary>The password flow.</summary>
    public static OAuthFlows Of(PasswordOAuthFlow flow) => new() { Password = flow };

    /// <summary>The device code flow.</summary>
    public static OAuthFlows Of(DeviceCodeOAuthFlow flow) => new() { DeviceCode = flow };
}
