namespace Handler.Server.Storage;

/// <summary>A gate with what waits before it.</summary>
public sealed record GateReport
{
    /// <summary>The gate; open when it was never held.</summary>
    public required GateRow Row { get; init; }

    /// <summary>On how many lanes something waits.</summary>
    public required int WaitingLanes { get; init; }

    /// <summary>How many deliveries wait, over all of its lanes.</summary>
    public required long Waiting { get; init; }

    /// <summary>When the oldest of them was committed; null when nothing waits.</summary>
    public DateTimeOffset? OldestWaiting { get; init; }
}
