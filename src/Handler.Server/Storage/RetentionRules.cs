namespace Handler.Server.Storage;

/// <summary>How far a log may be pruned, purely: the same for every store.</summary>
public static class RetentionRules
{
    /// <summary>The last sequence that may go, before its time is looked at.</summary>
    /// <param name="checkpoint">The sequence of the last checkpoint: the task is folded from what lies above it.</param>
    /// <param name="leastCursor">The least cursor of the lanes on which something waits; null when nothing waits.</param>
    /// <param name="firstDead">The first sequence under a dead stretch; null when there is none.</param>
    public static long PrunableThrough(long checkpoint, long? leastCursor, long? firstDead) =>
        Math.Min(checkpoint, Math.Min(leastCursor ?? long.MaxValue, firstDead - 1 ?? long.MaxValue));

    /// <summary>What was committed at or before this time may go.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="oldestWaiting">When the oldest that waits was committed; null when nothing waits.</param>
    public static DateTimeOffset PrunableBefore(RetentionSweep sweep, DateTimeOffset? oldestWaiting)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return (oldestWaiting is { } oldest && oldest < sweep.Now ? sweep with { Now = oldest } : sweep).Before(sweep.Retention.RunningLogs);
    }

    /// <summary>Since when nothing of an ended task is needed: a lane is due when it was last settled, or a little later.</summary>
    /// <param name="settledAt">When it was settled as far as is known: when it ended, or later.</param>
    /// <param name="lanes">Its lanes.</param>
    /// <param name="lastDeath">When its last dead letter was made; null when there is none.</param>
    /// <param name="now">The time: what waits is not settled before.</param>
    public static DateTimeOffset SettledAt(DateTimeOffset settledAt, IEnumerable<LaneRow> lanes, DateTimeOffset? lastDeath, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        return lanes.Select(lane => IsSettled(lane) ? lane.Progress.Due : now)
            .Append(lastDeath ?? settledAt)
            .Aggregate(settledAt, (latest, time) => time > latest ? time : latest);
    }

    // A full lane goes on with the task once it is drained.
    private static bool IsSettled(LaneRow lane) => lane is { Waiting: 0, State: not LaneState.Overflowed };
}
