namespace Handler.Server.Storage;

/// <summary>Deliveries of a lane that are to be given up.</summary>
public sealed record DeathNotice
{
    /// <summary>The first sequence, the head of the lane.</summary>
    public required long From { get; init; }

    /// <summary>The last one that the dispatcher knows of.</summary>
    public required long To { get; init; }

    /// <summary>
    /// When set, what follows <see cref="To"/> dies too, up to but not including the first delivery committed after this time: what is
    /// overdue dies in one row.
    /// </summary>
    public DateTimeOffset? AndCommittedUpTo { get; init; }

    /// <summary>Why.</summary>
    public required DeadReason Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The attempt that decided it.</summary>
    public AttemptRecord? LastAttempt { get; init; }
}
