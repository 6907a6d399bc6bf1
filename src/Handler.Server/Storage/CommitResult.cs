namespace Handler.Server.Storage;

/// <summary>The answer to a commit.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="FirstSequence">The sequence of the first event; they are consecutive. 0 when there were none.</param>
/// <param name="CommittedAt">The time written beside the events.</param>
public readonly record struct CommitResult(CommitOutcome Outcome, long FirstSequence, DateTimeOffset CommittedAt);
