namespace Handler.Server.Operations;

/// <summary>Deliveries that were given up together.</summary>
internal sealed record DeadLetterView
{
    /// <summary>The id of its first delivery.</summary>
    public required string First { get; init; }

    /// <summary>The id of its last one.</summary>
    public required string Last { get; init; }

    public required int Count { get; init; }

    /// <summary>How many of them were redelivered since.</summary>
    public required int Redelivered { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Lane { get; init; }

    public required string Tenant { get; init; }

    public required string Owner { get; init; }

    public required string TaskId { get; init; }

    public required string ConfigId { get; init; }

    public required string Origin { get; init; }

    public AttemptView? LastAttempt { get; init; }

    public RedeliveryView? LastRedelivery { get; init; }
}
