using System.Text.Json;

namespace Handler.Protocol;

/// <summary>A detached JSON Web Signature over the canonical form of a card (A2A 1.0, 4.4.7 and 8.4).</summary>
public sealed record AgentCardSignature : WireObject
{
    /// <summary>The protected header, base64url.</summary>
    public required string Protected { get; init; }

    /// <summary>The signature, base64url.</summary>
    public required string Signature { get; init; }

    /// <summary>The unprotected header; keys are never renamed.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Header { get; init; }
}
