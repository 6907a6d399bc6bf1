namespace Handler.Server.Storage;

/// <summary>A lane with the deliveries that are next on it.</summary>
/// <param name="Row">The lane as stored.</param>
/// <param name="Next">
/// What it reads next, in order; at most <see cref="MaxAhead"/>. With the bodies of at most <see cref="MaxBodyAhead"/> bytes that need not be made
/// first, so that a backlog of small updates costs one read for all of them; the others are read when they are sent.
/// </param>
public sealed record LaneWork(LaneRow Row, IReadOnlyList<LaneDelivery> Next)
{
    /// <summary>How many sequences of a lane are known ahead, and how far it may run ahead of its durable cursor.</summary>
    public const int MaxAhead = 16;

    /// <summary>
    /// The largest body that is read ahead, in bytes: with <see cref="MaxAhead"/> of them on each lane that a dispatcher has in hand (4,096) it is 64 MB.
    /// </summary>
    public const int MaxBodyAhead = 1024;
}
