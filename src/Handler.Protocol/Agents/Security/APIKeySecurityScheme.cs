namespace Handler.Protocol;

/// <summary>Authentication by a key (A2A 1.0, 4.5.2).</summary>
public sealed record APIKeySecurityScheme : WireObject
{
    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary><c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The name of that parameter, header or cookie.</summary>
    public required string Name { get; init; }
}
