namespace Handler.Server.Storage;

/// <summary>What a commit did to a lane: handed to the dispatcher, so that what was just written need not be read.</summary>
/// <param name="Row">The lane after the commit.</param>
/// <param name="TailBefore">Its tail before the commit: who knows the lane up to there has missed nothing in between.</param>
/// <param name="Added">
/// The deliveries that the commit added, in order, with their bodies. None when a replaced config made the lane due now: what waits on it
/// is to be read.
/// </param>
public sealed record LaneAdvance(LaneRow Row, long TailBefore, IReadOnlyList<LaneDelivery> Added);
