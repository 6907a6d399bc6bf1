namespace Handler.Protocol.V03;

/// <summary>How a push notification authenticates itself to its webhook (A2A 0.3, 6.9).</summary>
public sealed record V03PushNotificationAuthenticationInfo : WireObject
{
    /// <summary>HTTP authentication schemes, at least one; the first is used.</summary>
    public required IReadOnlyList<string> Schemes { get; init; }

    /// <summary>What follows the scheme. A secret.</summary>
    public string? Credentials { get; init; }

    /// <summary>Without the credentials, so that a log cannot tell them.</summary>
    public override string ToString() => $"authentication by {string.Join(" or ", Schemes)}";
}
