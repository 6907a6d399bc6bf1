namespace Handler.Protocol;

/// <summary>The status of a task (<c>TaskStatus</c> in A2A 1.0, 4.1.2).</summary>
public sealed record AgentTaskStatus : WireObject
{
    /// <summary>The state that the task is in.</summary>
    public required TaskState State { get; init; }

    /// <summary>What the agent says about it.</summary>
    public Message? Message { get; init; }

    /// <summary>When the status was recorded. Written in UTC with milliseconds; what is finer is cut off.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
