namespace Handler.Server.Storage;

/// <summary>The answer to <see cref="ITaskStore.BeginRunAsync"/>.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Task">The task, with its new run when that has begun; null when there is none.</param>
public sealed record BeginRunResult(BeginRunOutcome Outcome, StoredTask? Task);
