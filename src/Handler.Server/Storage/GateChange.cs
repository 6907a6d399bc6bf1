namespace Handler.Server.Storage;

/// <summary>What came of an operator's holding or resuming a gate.</summary>
/// <param name="Outcome">What it did.</param>
/// <param name="Gate">The gate as it is now; null when it is not there.</param>
public sealed record GateChange(GateChangeOutcome Outcome, GateRow? Gate);
