namespace Handler.Server.Operations;

/// <summary>A gate: what one owner sends to one origin.</summary>
internal sealed record GateView
{
    public required string Tenant { get; init; }

    public required string Owner { get; init; }

    public required string Origin { get; init; }

    /// <summary><c>open</c> or <c>held</c>.</summary>
    public required string State { get; init; }

    /// <summary>Null while it is open.</summary>
    public HoldView? Hold { get; init; }

    /// <summary>How often in a row it was held by its breaker.</summary>
    public required int Level { get; init; }

    /// <summary>On how many lanes something waits.</summary>
    public required int WaitingLanes { get; init; }

    /// <summary>How many deliveries wait.</summary>
    public required long Waiting { get; init; }

    /// <summary>When the oldest of them was committed.</summary>
    public DateTimeOffset? OldestWaiting { get; init; }

    /// <summary>Null when this process has made no attempt there.</summary>
    public GateActivityView? Activity { get; init; }
}
