namespace Handler.Server.Storage;

/// <summary>The answer to a take.</summary>
/// <param name="Lanes">
/// The lanes that are due, oldest due first within a gate. Taking writes nothing: who has taken is in the taker's memory.
/// </param>
/// <param name="NextDue">
/// When the next lane that cannot be taken yet and is not in hand can be: its due time, or the end of its gate's hold when that is later.
/// Null when there is none (an operator's hold has no end). Lanes left because of room or number do not count: they are due now.
/// </param>
public sealed record LaneTaken(IReadOnlyList<LaneWork> Lanes, DateTimeOffset? NextDue);
