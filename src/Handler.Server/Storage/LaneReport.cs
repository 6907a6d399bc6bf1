namespace Handler.Server.Storage;

/// <summary>A lane as operators see it.</summary>
public sealed record LaneReport
{
    /// <summary>The lane.</summary>
    public required LaneRow Row { get; init; }

    /// <summary>The delivery that is next on it, without its body; null when nothing waits.</summary>
    public LaneDelivery? Head { get; init; }

    /// <summary>The last row of its attempts; null when there was none.</summary>
    public AttemptRecord? LastAttempt { get; init; }

    /// <summary>How many of its deliveries were given up, as far as they are kept.</summary>
    public long Dead { get; init; }
}
