using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>A push config as an executor may see it: no token, no credentials, and of its URL the origin alone, for paths may be secret.</summary>
public sealed record PushConfigView
{
    /// <summary>Its id, unique within the task.</summary>
    public required string Id { get; init; }

    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>Scheme, host and port of the webhook: <c>https://hooks.example:443</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>The kinds of events that its client wants.</summary>
    public required EventKinds Kinds { get; init; }

    /// <summary>Whether its webhook answered 410: nothing is sent to it until the client sets it again.</summary>
    public bool IsGone { get; init; }
}
