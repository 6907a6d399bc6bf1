using System.Text.Json.Serialization;

namespace Handler.Protocol;

/// <summary>
/// A way to authenticate; exactly one member is set (A2A 1.0, 4.5.1). Reading and writing refuse anything else.
/// </summary>
public sealed record SecurityScheme : WireObject
{
    /// <summary>By a key in a header, a query parameter or a cookie.</summary>
    public APIKeySecurityScheme? ApiKeySecurityScheme { get; init; }

    /// <summary>By an HTTP authentication scheme.</summary>
    public HTTPAuthSecurityScheme? HttpAuthSecurityScheme { get; init; }

    /// <summary>By OAuth 2.0.</summary>
    [JsonPropertyName("oauth2SecurityScheme")]
    public OAuth2SecurityScheme? OAuth2SecurityScheme { get; init; }

    /// <summary>By OpenID Connect.</summary>
    public OpenIdConnectSecurityScheme? OpenIdConnectSecurityScheme { get; init; }

    /// <summary>By a client certificate.</summary>
    public MutualTlsSecurityScheme? MtlsSecurityScheme { get; init; }

    /// <summary>A scheme by key.</summary>
    public static SecurityScheme Of(APIKeySecurityScheme scheme) => new() { ApiKeySecurityScheme = scheme };

    /// <summary>A scheme by HTTP authentication.</summary>
    public static SecurityScheme Of(HTTPAuthSecurityScheme scheme) => new() { HttpAuthSecurityScheme = scheme };

    /// <summary>A scheme by OAuth 2.0.</summary>
    public static SecurityScheme Of(OAuth2SecurityScheme scheme) => new() { OAuth2SecurityScheme = scheme };

    /// <summary>A scheme by OpenID Connect.</summary>
    public static SecurityScheme Of(OpenIdConnectSecurityScheme scheme) => new() { OpenIdConnectSecurityScheme = scheme };

    /// <summary>A scheme by client certificate.</summary>
    public static SecurityScheme Of(MutualTlsSecurityScheme scheme) => new() { MtlsSecurityScheme = scheme };
}
