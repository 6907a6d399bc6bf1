namespace Handler.Protocol.Legacy;

public static partial class LegacyMapper
{
    /// <summary>An update of a stream.</summary>
    /// <exception cref="ArgumentException">The update has no member set.</exception>
    public static LegacyEvent FromV1(StreamResponse update) => update switch
    {
        { Task: { } task } => FromV1(task),
        { Message: { } message } => FromV1(message),
        { StatusUpdate: { } status } => FromV1(status),
        { ArtifactUpdate: { } artifact } => FromV1(artifact),
        _ => throw new ArgumentException("The update has no member set.", nameof(update)),
    };

    /// <summary>An update as a push notification has it: a task goes as the status event that it amounts to.</summary>
    /// <exception cref="ArgumentException">The update has no member set.</exception>
    public static LegacyEvent ToNotification(StreamResponse update) => update is { Task: { } task }
        ? FromV1(new TaskStatusUpdateEvent { TaskId = task.Id, ContextId = task.ContextId ?? "", Status = task.Status, Metadata = task.Metadata })
        : FromV1(update);

    /// <summary>An update of a stream.</summary>
    public static StreamResponse ToV1(LegacyEvent update) => update switch
    {
        LegacyTask task => StreamResponse.Of(ToV1(task)),
        LegacyMessage message => StreamResponse.Of(ToV1(message)),
        LegacyTaskStatusUpdateEvent status => StreamResponse.Of(ToV1(status)),
        LegacyTaskArtifactUpdateEvent artifact => StreamResponse.Of(ToV1(artifact)),
        _ => throw new ArgumentOutOfRangeException(nameof(update), update, "There is no fifth kind."),
    };

    /// <summary>A change of status; <c>final</c> where the state is terminal.</summary>
    public static LegacyTaskStatusUpdateEvent FromV1(TaskStatusUpdateEvent update) =>
        LegacyJson.Codec.Carry(update, new LegacyTaskStatusUpdateEvent
        {
            TaskId = update.TaskId,
            ContextId = update.ContextId,
            Status = FromV1(update.Status),
            Final = update.Status.State.IsTerminal,
            Metadata = update.Metadata,
        });

    /// <summary>A change of status.</summary>
    public static TaskStatusUpdateEvent ToV1(LegacyTaskStatusUpdateEvent update) => A2AJson.Codec.Carry(update, new TaskStatusUpdateEvent
    {
        TaskId = update.TaskId,
        ContextId = update.ContextId ?? "",
        Status = ToV1(update.Status),
        Metadata = update.Metadata,
    });

    /// <summary>A new artifact, or a chunk of one.</summary>
    public static LegacyTaskArtifactUpdateEvent FromV1(TaskArtifactUpdateEvent update) =>
        LegacyJson.Codec.Carry(update, new LegacyTaskArtifactUpdateEvent
        {
            TaskId = update.TaskId,
            ContextId = update.ContextId,
            Artifact = FromV1(update.Artifact),
            Append = update.Append,
            LastChunk = update.LastChunk,
            Metadata = update.Metadata,
        });

    /// <summary>A new artifact, or a chunk of one.</summary>
    public static TaskArtifactUpdateEvent ToV1(LegacyTaskArtifactUpdateEvent update) =>
        A2AJson.Codec.Carry(update, new TaskArtifactUpdateEvent
        {
            TaskId = update.TaskId,
            ContextId = update.ContextId ?? "",
            Artifact = ToV1(update.Artifact),
            Append = update.Append,
            LastChunk = update.LastChunk,
            Metadata = update.Metadata,
        });
}
