namespace Handler.Protocol.Legacy;

/// <summary>
/// How a push notification authenticates itself to its webhook: <c>bearer</c>, <c>token</c> and <c>basic</c> are sent with their scheme
/// before the value, any other scheme is the value alone.
/// </summary>
public sealed record LegacyAuthenticationInfo : WireObject
{
    /// <summary>The scheme; compared without regard to case.</summary>
    public required string Scheme { get; init; }

    /// <summary>The value. A secret, never sent back to a client.</summary>
    public string? Value { get; init; }

    /// <summary>The header that carries it; <c>Authorization</c> when left out.</summary>
    public string? HeaderName { get; init; }

    /// <summary>Without the value, so that a log cannot tell it.</summary>
    public override string ToString() => $"authentication by {Scheme}";
}
