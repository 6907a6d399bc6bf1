namespace Handler.TestKit.History;

/// <summary>A webhook that is told of a task.</summary>
/// <param name="Moment">When the agent had answered that it is, or before.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Webhook">The webhook's name in the history.</param>
/// <param name="IsFromStart">It came with the message that made the task: every update of the task is for it.</param>
public sealed record Subscription(long Moment, string TaskId, string Webhook, bool IsFromStart);
