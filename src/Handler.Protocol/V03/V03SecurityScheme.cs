using System.Text.Json.Serialization;

namespace Handler.Protocol.V03;

/// <summary>A way to authenticate, as OpenAPI has it (A2A 0.3, 5.5.3): which members count is said by <see cref="Type"/>.</summary>
public sealed record V03SecurityScheme : WireObject
{
    /// <summary><c>apiKey</c>, <c>http</c>, <c>oauth2</c>, <c>openIdConnect</c> or <c>mutualTLS</c>.</summary>
    public required string Type { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>Of <c>apiKey</c>: <c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    public string? In { get; init; }

    /// <summary>Of <c>apiKey</c>: the name of that parameter, header or cookie.</summary>
    public string? Name { get; init; }

    /// <summary>Of <c>http</c>: the scheme in <c>Authorization</c>.</summary>
    public string? Scheme { get; init; }

    /// <summary>Of <c>http</c>: what a bearer token looks like.</summary>
    public string? BearerFormat { get; init; }

    /// <summary>Of <c>oauth2</c>: its flows.</summary>
    public V03OAuthFlows? Flows { get; init; }

    /// <summary>Of <c>oauth2</c>: the authorization server's metadata.</summary>
    [JsonPropertyName("oauth2MetadataUrl")]
    public string? OAuth2MetadataUrl { get; init; }

    /// <summary>Of <c>openIdConnect</c>: the provider's discovery document.</summary>
    public string? OpenIdConnectUrl { get; init; }
}
