namespace Handler.Server.Storage;

/// <summary>The answer to a take.</summary>
/// <param name="Lanes">The lanes that are due, oldest due first within a gate. Taking writes nothing: who has taken is in the taker's memory.</param>
/// <param name="NextDue">When the next lane that is not due yet and not in hand will be; null when there is none.</param>
public sealed record LaneTaken(IReadOnlyList<LaneWork> Lanes, DateTimeOffset? NextDue);
