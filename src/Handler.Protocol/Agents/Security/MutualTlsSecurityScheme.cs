namespace Handler.Protocol;

/// <summary>Authentication by a client certificate (A2A 1.0, 4.5.6).</summary>
public sealed record MutualTlsSecurityScheme : WireObject
{
    /// <summary>For people.</summary>
    public string? Description { get; init; }
}
