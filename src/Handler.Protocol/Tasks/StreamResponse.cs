namespace Handler.Protocol;

/// <summary>
/// One update: an element of a stream and the body of a 1.0 push notification (A2A 1.0, 3.2.3 and 4.3.3). Exactly one of
/// <see cref="Task"/>, <see cref="Message"/>, <see cref="StatusUpdate"/> and <see cref="ArtifactUpdate"/> is set. Reading and
/// writing refuse anything else.
/// </summary>
public sealed record StreamResponse : WireObject
{
    /// <summary>The task as it is.</summary>
    public AgentTask? Task { get; init; }

    /// <summary>A message of the agent.</summary>
    public Message? Message { get; init; }

    /// <summary>A change of status.</summary>
    public TaskStatusUpdateEvent? StatusUpdate { get; init; }

    /// <summary>A new artifact, or a chunk of one.</summary>
    public TaskArtifactUpdateEvent? ArtifactUpdate { get; init; }

    /// <summary>An update that carries the whole task.</summary>
    public static StreamResponse Of(AgentTask task) => new() { Task = task };

    /// <summary>An update that is a message.</summary>
    public static StreamResponse Of(Message message) => new() { Message = message };

    /// <summary>An update of the status.</summary>
    public static StreamResponse Of(TaskStatusUpdateEvent statusUpdate) => new() { StatusUpdate = statusUpdate };

    /// <summary>An update of an artifact.</summary>
    public static StreamResponse Of(TaskArtifactUpdateEvent artifactUpdate) => new() { ArtifactUpdate = artifactUpdate };
}
