using System.Text.Json.Serialization;

namespace Handler.Protocol;

/// <summary>Authentication by OAuth 2.0 (A2A 1.0, 4.5.4).</summary>
public sealed record OAuth2SecurityScheme : WireObject
{
    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>The flow to use.</summary>
    public required OAuthFlows Flows { get; init; }

    /// <summary>The authorization server's metadata (RFC 8414).</summary>
    [JsonPropertyName("oauth2MetadataUrl")]
    public string? OAuth2MetadataUrl { get; init; }
}
