namespace Handler.TestKit.History;

/// <summary>The agent's process has ended; the next life begins.</summary>
/// <param name="Moment">After its end and before the next process was started.</param>
/// <param name="Kind">How it ended.</param>
public sealed record Interruption(long Moment, InterruptionKind Kind);
