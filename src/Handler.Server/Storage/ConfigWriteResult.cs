namespace Handler.Server.Storage;

/// <summary>The answer to writing a config.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Config">The config as it is stored now; null when it was refused.</param>
public sealed record ConfigWriteResult(ConfigWriteOutcome Outcome, StoredPushConfig? Config);
