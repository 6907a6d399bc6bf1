namespace Handler.Protocol;

/// <summary>The answer to ListTaskPushNotificationConfigs (A2A 1.0, 3.1.9).</summary>
public sealed record ListTaskPushNotificationConfigsResponse : WireObject
{
    /// <summary>The configs of the task; empty when there are none.</summary>
    public IReadOnlyList<TaskPushNotificationConfig> Configs { get => field ?? []; init; }

    /// <summary>For the next page; <c>null</c> or empty at the end.</summary>
    public string? NextPageToken { get; init; }
}
