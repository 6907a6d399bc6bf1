namespace Handler.Client.Profiles;

/// <summary>Where a conversation with an agent stands, so that it can go on.</summary>
public sealed record SavedSession
{
    /// <summary>The agent: scheme, host, port and path of its URL.</summary>
    public required string AgentUrl { get; init; }

    /// <summary>The conversation; <c>null</c> when the agent gave none.</summary>
    public string? ContextId { get; init; }

    /// <summary>The task that waited or worked when the session was saved.</summary>
    public string? TaskId { get; init; }

    /// <summary>When it was saved.</summary>
    public DateTimeOffset SavedAt { get; init; }
}
