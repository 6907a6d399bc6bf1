namespace Handler.Server.Storage;

/// <summary>A lane with the deliveries that are next on it.</summary>
/// <param name="Row">The lane as stored.</param>
/// <param name="Next">What it reads next, in order; at most <see cref="MaxAhead"/>, no bodies unless they were handed over by a commit.</param>
public sealed record LaneWork(LaneRow Row, IReadOnlyList<LaneDelivery> Next)
{
    /// <summary>How many sequences of a lane are known ahead, and how far it may run ahead of its durable cursor.</summary>
    public const int MaxAhead = 16;
}
