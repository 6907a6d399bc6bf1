namespace Handler.Protocol;

/// <summary>The request of GetTask (A2A 1.0, 3.1.3).</summary>
public sealed record GetTaskRequest : WireObject
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>At most so many of the newest messages; 0 = no history, <c>null</c> = the agent's choice.</summary>
    public int? HistoryLength { get; init; }
}
