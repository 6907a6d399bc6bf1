namespace Handler.Protocol.V03;

/// <summary>The status of a task (A2A 0.3, 6.2).</summary>
public sealed record V03TaskStatus : WireObject
{
    /// <summary>The state, by its 0.3 name such as <c>input-required</c>; <see cref="TaskState.Unspecified"/> is <c>unknown</c>.</summary>
    public required TaskState State { get; init; }

    /// <summary>What the agent says about it.</summary>
    public V03Message? Message { get; init; }

    /// <summary>When the status was recorded.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
