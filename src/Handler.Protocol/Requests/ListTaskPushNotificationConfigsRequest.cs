namespace Handler.Protocol;

/// <summary>The request of ListTaskPushNotificationConfigs (A2A 1.0, 3.1.9).</summary>
public sealed record ListTaskPushNotificationConfigsRequest : WireObject
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>At most so many configs; 0 or left out = the agent's choice.</summary>
    public int? PageSize { get; init; }

    /// <summary><see cref="ListTaskPushNotificationConfigsResponse.NextPageToken"/> of the page before.</summary>
    public string? PageToken { get; init; }
}
