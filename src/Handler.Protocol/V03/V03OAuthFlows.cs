namespace Handler.Protocol.V03;

/// <summary>The OAuth 2.0 flows of a scheme; there may be several, of which 1.0 keeps the first in the order here.</summary>
public sealed record V03OAuthFlows : WireObject
{
    /// <summary>Authorization code.</summary>
    public AuthorizationCodeOAuthFlow? AuthorizationCode { get; init; }

    /// <summary>Client credentials.</summary>
    public ClientCredentialsOAuthFlow? ClientCredentials { get; init; }

    /// <summary>Implicit.</summary>
    public ImplicitOAuthFlow? Implicit { get; init; }

    /// <summary>Password.</summary>
    public PasswordOAuthFlow? Password { get; init; }
}
