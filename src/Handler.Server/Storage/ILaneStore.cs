namespace Handler.Server.Storage;

/// <summary>
/// The role of the store that the push engine works from: due lanes, bodies, results. Recording results never locks a task.
/// </summary>
/// <remarks>All members throw <see cref="StoreUnavailableException"/> when the store cannot be read or written at present.</remarks>
public interface ILaneStore
{
    /// <summary>Takes the right to send. An embedded store gives it once for all lanes, with the epoch that its opening raised.</summary>
    Task<LaneOwnership> OwnAsync(CancellationToken cancel);

    /// <summary>
    /// Reads lanes that have something due: active (or overflowed), waiting, due, their gate not held (a breaker's hold whose time is
    /// over is none here) and with room, not in hand. A lane
    /// held as <see cref="LaneState.SecretUnreadable"/> is taken when it is due, to look for its key again. The gates take turns, the one
    /// with the oldest due lane first, so that many lanes of one do not hide another. A taker of an earlier epoch gets nothing.
    /// </summary>
    Task<LaneTaken> TakeDueAsync(LaneTake take, CancellationToken cancel);

    /// <summary>
    /// Reads the lane as it is, with what it reads above <paramref name="after"/> and above its durable cursor; null when it is deleted.
    /// </summary>
    Task<LaneWork?> ReadAheadAsync(Guid lane, long after, CancellationToken cancel);

    /// <summary>Where the lane sends to; null when it is deleted.</summary>
    Task<LaneEndpoint?> ReadEndpointAsync(Guid lane, CancellationToken cancel);

    /// <summary>
    /// What the body of a delivery is made of: the event's payload where the body of the lane's format is a function of the event
    /// (<see cref="Handler.Protocol.NotificationBody.IsOfEvent"/>), else the body that was kept beside it, or what stands in for one that was
    /// not (<see cref="TaskBodies.NotKept"/>). Null when the lane or the event is no more.
    /// </summary>
    Task<ReadOnlyMemory<byte>?> ReadBodyAsync(Guid lane, long sequence, CancellationToken cancel);

    /// <summary>
    /// Writes results in one transaction: cursors, waiting counts, progress, states, dead stretches, attempts (the last 50 rows a lane),
    /// gates (<see cref="GateRules.Record"/>). Tells which full lanes of the batch have been drained by it.
    /// </summary>
    Task<RecordResult> RecordAsync(ResultBatch batch, CancellationToken cancel);

    /// <summary>Full lanes on which nothing waits any more: those that a process before this one did not let go on. At most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Guid>> ListDrainedAsync(int limit, CancellationToken cancel);

    /// <summary>
    /// Lets a drained lane go on, in a transaction of its own that locks the task first: it is active, its cursor just before a snapshot of the
    /// task that is made for it (or at the end of the log); what it was sent last stays (<see cref="LaneRow.Passed"/>). Then rings.
    /// </summary>
    /// <returns>
    /// The lane as it goes on; null, and nothing was written, when it is not full, something waits on it, it was deleted, or the epoch is past.
    /// </returns>
    Task<LaneRow?> ResumeWithSnapshotAsync(LaneResume resume, CancellationToken cancel);

    /// <summary>
    /// Gives up what is overdue at gates that breaker or <c>Retry-After</c> holds, without an attempt of its own: a dead stretch a lane
    /// (<see cref="DeadReason.ExpiredHeld"/>), the lane at its next generation (<see cref="LaneRules.ExpireHeld"/>), and before it returns
    /// <see cref="Doorbell.LaneChanged"/> for each. Pauses of gates that nothing alive asks for any more are dropped. An owner of an earlier epoch
    /// changes nothing.
    /// </summary>
    Task<HeldExpired> ExpireHeldAsync(HeldExpiry expiry, CancellationToken cancel);

    /// <summary>
    /// Removes what need not be kept any more, a bounded part of it, in transactions of its own: dead stretches that are too old; tasks that ended and
    /// were settled long enough ago, with their log and configs; of the logs of running tasks what lies behind all lanes, the checkpoint and the dead
    /// letters.
    /// </summary>
    Task<RetentionSwept> SweepAsync(RetentionSweep sweep, CancellationToken cancel);

    /// <summary>The dead stretches of a lane, oldest first; also of one that was deleted or followed by another.</summary>
    Task<IReadOnlyList<DeadStretch>> ListDeadAsync(Guid lane, CancellationToken cancel);

    /// <summary>The attempts of a lane that are kept, oldest first (<see cref="AttemptHistory"/>); none when the lane is deleted.</summary>
    Task<IReadOnlyList<AttemptRecord>> ListAttemptsAsync(Guid lane, CancellationToken cancel);

    /// <summary>The gates that are or were held, in the order of their keys.</summary>
    Task<IReadOnlyList<GateRow>> ListGatesAsync(CancellationToken cancel);
}
