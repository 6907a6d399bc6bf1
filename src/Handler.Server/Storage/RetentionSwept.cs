namespace Handler.Server.Storage;

/// <summary>What a sweep has removed.</summary>
/// <param name="Tasks">Tasks that had ended, whole.</param>
/// <param name="DeadStretches">Dead stretches that were too old.</param>
/// <param name="Events">Events, of running tasks and of those that had ended.</param>
/// <param name="IsMore">Whether there may be more to remove now.</param>
public readonly record struct RetentionSwept(int Tasks, int DeadStretches, int Events, bool IsMore);
