namespace Handler.Server.Storage;

/// <summary>The answer to recording results.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Drained">
/// Lanes of the batch that are full (<see cref="LaneState.Overflowed"/>) and on which nothing waits any more: they can go on now.
/// </param>
public sealed record RecordResult(RecordOutcome Outcome, IReadOnlyList<Guid> Drained);
