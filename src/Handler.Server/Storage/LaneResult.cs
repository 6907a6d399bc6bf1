namespace Handler.Server.Storage;

/// <summary>
/// What happened on a lane since the last flush. A lane whose config was deleted is passed over; for one whose generation has moved on, the
/// cursor and the attempts are kept and <see cref="Death"/>, <see cref="Progress"/> and <see cref="State"/> are dropped; when the cursor
/// moved, the delivery that is next now has no tries and no refusals. Writing the same result twice moves nothing the second time.
/// </summary>
public sealed record LaneResult
{
    /// <summary>The lane.</summary>
    public required Guid Lane { get; init; }

    /// <summary>The generation under which the attempts began.</summary>
    public required long Generation { get; init; }

    /// <summary>The last sequence delivered (the cursor goes there, never back); null when nothing was.</summary>
    public long? DeliveredThrough { get; init; }

    /// <summary>
    /// How many deliveries that settles, from the cursor of the last result on: a hint. A store that cannot be sure that its cursor is
    /// that one (the generation has moved on, an earlier write was answered by an error and yet done) counts, for
    /// <see cref="LaneRow.Waiting"/> is exact.
    /// </summary>
    public int Delivered { get; init; }

    /// <summary>What was given up, after what was delivered; null when nothing was.</summary>
    public DeathNotice? Death { get; init; }

    /// <summary>Where the retries stand now.</summary>
    public required LaneProgress Progress { get; init; }

    /// <summary>The state to go to; null to stay. <see cref="LaneState.Gone"/> cancels all that waits, as one dead stretch.</summary>
    public LaneState? State { get; init; }

    /// <summary>The reason of that state, for people.</summary>
    public string? StateReason { get; init; }

    /// <summary>The attempts.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];
}
