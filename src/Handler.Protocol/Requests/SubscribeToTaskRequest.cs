namespace Handler.Protocol;

/// <summary>The request of SubscribeToTask (A2A 1.0, 3.1.6).</summary>
public sealed record SubscribeToTaskRequest : WireObject
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>The task.</summary>
    public required string Id { get; init; }
}
