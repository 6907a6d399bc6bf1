using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>Where notifications go and what proves them: the part of a push config that is secret. Never logged whole.</summary>
public sealed record PushEndpoint
{
    /// <summary>The webhook's URL, as the client gave it.</summary>
    public required string Url { get; init; }

    /// <summary>Sent as <c>X-A2A-Notification-Token</c>; null when there is none.</summary>
    public string? Token { get; init; }

    /// <summary>Sent as <c>Authorization: {scheme} {credentials}</c>; null when there is none.</summary>
    public AuthenticationInfo? Authentication { get; init; }

    /// <summary>The header that takes the place of <c>Authorization</c> in the legacy dialect; null for <c>Authorization</c>.</summary>
    public string? HeaderName { get; init; }
}
