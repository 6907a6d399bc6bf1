namespace Handler.Server.Storage;

/// <summary>A page of tasks, newest status first.</summary>
/// <param name="Tasks">The tasks, whole.</param>
/// <param name="Next">Where the next page begins after; null at the end.</param>
/// <param name="Total">How many tasks match without regard to pages.</param>
public sealed record TaskPage(IReadOnlyList<StoredTask> Tasks, TaskPosition? Next, int Total);
