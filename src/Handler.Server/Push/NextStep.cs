using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What follows an attempt. Closed: one of the four below.</summary>
/// <param name="Progress">Where the retries of the lane stand now; after a delivery or a death, those of the delivery that is next.</param>
internal abstract record NextStep(LaneProgress Progress)
{
    /// <summary>The cursor moves; the lane goes on at once.</summary>
    public sealed record Delivered(LaneProgress Progress) : NextStep(Progress);

    /// <summary>The same delivery again, when <see cref="LaneProgress.Due"/> comes.</summary>
    public sealed record Retry(LaneProgress Progress) : NextStep(Progress);

    /// <summary>The delivery is given up, and the lane goes on when <see cref="LaneProgress.Due"/> comes.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Progress">Where the lane stands.</param>
    /// <param name="AndCommittedUpTo">When set, all that waits in the lane and was committed at or before this time dies with it.</param>
    public sealed record Dead(DeadReason Reason, LaneProgress Progress, DateTimeOffset? AndCommittedUpTo = null) : NextStep(Progress);

    /// <summary>The receiver answered 410: the config is gone, what waits is canceled.</summary>
    public sealed record Gone(LaneProgress Progress) : NextStep(Progress);
}
