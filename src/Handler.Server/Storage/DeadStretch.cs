namespace Handler.Server.Storage;

/// <summary>Deliveries of a lane that were given up together: dead letters, one row for all of them. Their bodies stay in the log.</summary>
public sealed record DeadStretch
{
    /// <summary>The lane.</summary>
    public required Guid Lane { get; init; }

    /// <summary>The first sequence given up.</summary>
    public required long From { get; init; }

    /// <summary>The last one.</summary>
    public required long To { get; init; }

    /// <summary>How many deliveries lie in it (the lane reads not every event).</summary>
    public required int Count { get; init; }

    /// <summary>Why.</summary>
    public required DeadReason Reason { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The last attempt before it, when there was one.</summary>
    public AttemptRecord? LastAttempt { get; init; }
}
