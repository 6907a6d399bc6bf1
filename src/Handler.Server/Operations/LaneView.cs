namespace Handler.Server.Operations;

/// <summary>A lane: the deliveries of one config.</summary>
internal sealed record LaneView
{
    public required string Lane { get; init; }

    public required string Tenant { get; init; }

    public required string Owner { get; init; }

    public required string TaskId { get; init; }

    public required string ConfigId { get; init; }

    public required string Origin { get; init; }

    /// <summary>The version of A2A of its notifications; null for the legacy dialect.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary><c>idle</c>, <c>due</c>, <c>waiting</c>, <c>held</c>, <c>overflowed</c> or <c>gone</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why, where the state needs a reason.</summary>
    public string? Reason { get; init; }

    public required int Waiting { get; init; }

    public required long Dead { get; init; }

    public required long PassedOver { get; init; }

    /// <summary>The last sequence delivered or given up.</summary>
    public long? Passed { get; init; }

    public NextDeliveryView? Next { get; init; }

    public AttemptView? LastAttempt { get; init; }
}
