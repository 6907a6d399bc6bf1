namespace Handler.Protocol.Legacy;

/// <summary>The status of a task.</summary>
public sealed record LegacyTaskStatus : WireObject
{
    /// <summary>The state, by its legacy name such as <c>input_required</c>; <see cref="TaskState.Unspecified"/> is <c>unknown</c>.</summary>
    public required TaskState State { get; init; }

    /// <summary>What the agent says about it.</summary>
    public LegacyMessage? Message { get; init; }

    /// <summary>When the status was recorded.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
