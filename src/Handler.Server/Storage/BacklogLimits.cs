namespace Handler.Server.Storage;

/// <summary>How much may wait and be kept. A store holds to it, and refuses the agent no update: a lane that is full passes over what is new.</summary>
public sealed record BacklogLimits
{
    /// <summary>
    /// How many deliveries may wait on one lane. 10,000 by default. When more come the lane is <see cref="LaneState.Overflowed"/> until all of
    /// them are settled, and then goes on with the task as it is (<see cref="ILaneStore.ResumeWithSnapshotAsync"/>).
    /// </summary>
    public int MaxWaitingPerLane { get; init; } = 10_000;

    /// <summary>
    /// How many deliveries may wait for one owner, on all lanes together. 1,000,000 by default. Kept by a count in memory, and so approximate; a lane
    /// where nothing waits takes one delivery all the same, so that each of them hears of the task now and then.
    /// </summary>
    public int MaxWaitingPerOwner { get; init; } = 1_000_000;

    /// <summary>
    /// How many push configs an owner may have on tasks that run, and with something waiting on tasks that have ended. 10,000 by default. Only a new one
    /// is refused, with its owner's error.
    /// </summary>
    public int MaxConfigsPerOwner { get; init; } = 10_000;
}
