namespace Handler.Server.Storage;

/// <summary>A run whose node is no more: its task is failed, resumed, or dropped when it was never announced.</summary>
/// <param name="Key">The task.</param>
/// <param name="Run">The dead run, to be named when it is taken over.</param>
/// <param name="Announced">Whether anybody has been told of the task.</param>
public sealed record OrphanedRun(TaskKey Key, RunToken Run, bool Announced);
