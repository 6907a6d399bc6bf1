namespace Handler.Protocol;

/// <summary>How a push notification authenticates itself to its webhook (A2A 1.0, 4.3.2).</summary>
public sealed record AuthenticationInfo : WireObject
{
    /// <summary>An HTTP authentication scheme; compared without regard to case.</summary>
    public required string Scheme { get; init; }

    /// <summary>What follows the scheme. A secret.</summary>
    public string? Credentials { get; init; }

    /// <summary>Without the credentials, so that a log cannot tell them.</summary>
    public override string ToString() => $"authentication by {Scheme}";
}
