namespace Handler.TestKit.History;

/// <summary>The agent answered that a webhook is told of a task no more.</summary>
/// <param name="Moment">When the answer was there.</param>
/// <param name="At">The same by the clock.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Webhook">The webhook's name in the history.</param>
public sealed record Deletion(long Moment, DateTimeOffset At, string TaskId, string Webhook);
