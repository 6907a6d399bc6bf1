namespace Handler.Protocol;

/// <summary>Authentication by an HTTP scheme (A2A 1.0, 4.5.3).</summary>
public sealed record HTTPAuthSecurityScheme : WireObject
{
    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>The scheme in <c>Authorization</c>, such as <c>Bearer</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>What a bearer token looks like, such as <c>JWT</c>.</summary>
    public string? BearerFormat { get; init; }
}
