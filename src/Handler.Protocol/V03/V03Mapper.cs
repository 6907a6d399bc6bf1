namespace Handler.Protocol.V03;

/// <summary>
/// Between the types of 1.0 and those of 0.3, both ways; pure. What one side cannot express is listed in <c>docs/dialects.md</c>; unknown
/// fields are carried over, but those whose names mean something on the other side.
/// </summary>
/// <remarks>
/// Nothing here throws for what <see cref="V03Json"/> or <see cref="A2AJson"/> has read, but where an <c>exception</c> is named. What was made in code
/// must have what its JSON must have: a part one content, a message a part.
/// </remarks>
public static partial class V03Mapper
{
    /// <summary>A task. A context that is not named is written as an empty text, for 0.3 requires one.</summary>
    public static V03Task FromV1(AgentTask task) => V03Json.Codec.Carry(task, new V03Task
    {
        Id = task.Id,
        ContextId = task.ContextId ?? "",
        Status = FromV1(task.Status),
        Artifacts = ListOf(task.Artifacts, FromV1),
        History = ListOf(task.History, FromV1),
        Metadata = task.Metadata,
    });

    /// <summary>A task.</summary>
    public static AgentTask ToV1(V03Task task) => A2AJson.Codec.Carry(task, new AgentTask
    {
        Id = task.Id,
        ContextId = NullIfEmpty(task.ContextId),
        Status = ToV1(task.Status),
        Artifacts = ListOf(task.Artifacts, ToV1),
        History = ListOf(task.History, ToV1),
        Metadata = task.Metadata,
    });

    /// <summary>A status.</summary>
    public static V03TaskStatus FromV1(AgentTaskStatus status) => V03Json.Codec.Carry(status, new V03TaskStatus
    {
        State = status.State,
        Message = status.Message is { } message ? FromV1(message) : null,
        Timestamp = status.Timestamp,
    });

    /// <summary>A status.</summary>
    public static AgentTaskStatus ToV1(V03TaskStatus status) => A2AJson.Codec.Carry(status, new AgentTaskStatus
    {
        State = status.State,
        Message = status.Message is { } message ? ToV1(message) : null,
        Timestamp = status.Timestamp,
    });

    /// <summary>An artifact.</summary>
    public static V03Artifact FromV1(Artifact artifact) => V03Json.Codec.Carry(artifact, new V03Artifact
    {
        ArtifactId = artifact.ArtifactId,
        Name = artifact.Name,
        Description = artifact.Description,
        Parts = [.. artifact.Parts.Select(FromV1)],
        Metadata = artifact.Metadata,
        Extensions = artifact.Extensions,
    });

    /// <summary>An artifact. Without parts it gets an empty text, for 1.0 requires one part.</summary>
    public static Artifact ToV1(V03Artifact artifact) => A2AJson.Codec.Carry(artifact, new Artifact
    {
        ArtifactId = artifact.ArtifactId,
        Name = artifact.Name,
        Description = artifact.Description,
        Parts = artifact.Parts is { Count: > 0 } parts ? [.. parts.Select(ToV1)] : [Part.FromText("")],
        Metadata = artifact.Metadata,
        Extensions = artifact.Extensions,
    });

    /// <summary>An update of a stream.</summary>
    /// <exception cref="ArgumentException">The update has no member set.</exception>
    public static V03Event FromV1(StreamResponse update) => update switch
    {
        { Task: { } task } => FromV1(task),
        { Message: { } message } => FromV1(message),
        { StatusUpdate: { } status } => FromV1(status),
        { ArtifactUpdate: { } artifact } => FromV1(artifact),
        _ => throw new ArgumentException("The update has no member set.", nameof(update)),
    };

    /// <summary>An update of a stream.</summary>
    public static StreamResponse ToV1(V03Event update) => update switch
    {
        V03Task task => StreamResponse.Of(ToV1(task)),
        V03Message message => StreamResponse.Of(ToV1(message)),
        V03TaskStatusUpdateEvent status => StreamResponse.Of(ToV1(status)),
        V03TaskArtifactUpdateEvent artifact => StreamResponse.Of(ToV1(artifact)),
        _ => throw new ArgumentOutOfRangeException(nameof(update), update, "There is no fifth kind."),
    };

    /// <summary>A change of status; <c>final</c> where the state is terminal, because the stream ends there.</summary>
    public static V03TaskStatusUpdateEvent FromV1(TaskStatusUpdateEvent update) => V03Json.Codec.Carry(update, new V03TaskStatusUpdateEvent
    {
        TaskId = update.TaskId,
        ContextId = update.ContextId,
        Status = FromV1(update.Status),
        Final = update.Status.State.IsTerminal,
        Metadata = update.Metadata,
    });

    /// <summary>A change of status.</summary>
    public static TaskStatusUpdateEvent ToV1(V03TaskStatusUpdateEvent update) => A2AJson.Codec.Carry(update, new TaskStatusUpdateEvent
    {
        TaskId = update.TaskId,
        ContextId = update.ContextId ?? "",
        Status = ToV1(update.Status),
        Metadata = update.Metadata,
    });

    /// <summary>A new artifact, or a chunk of one.</summary>
    public static V03TaskArtifactUpdateEvent FromV1(TaskArtifactUpdateEvent update) =>
        V03Json.Codec.Carry(update, new V03TaskArtifactUpdateEvent
        {
            TaskId = update.TaskId,
            ContextId = update.ContextId,
            Artifact = FromV1(update.Artifact),
            Append = update.Append,
            LastChunk = update.LastChunk,
            Metadata = update.Metadata,
        });

    /// <summary>A new artifact, or a chunk of one.</summary>
    public static TaskArtifactUpdateEvent ToV1(V03TaskArtifactUpdateEvent update) => A2AJson.Codec.Carry(update, new TaskArtifactUpdateEvent
    {
        TaskId = update.TaskId,
        ContextId = update.ContextId ?? "",
        Artifact = ToV1(update.Artifact),
        Append = update.Append,
        LastChunk = update.LastChunk,
        Metadata = update.Metadata,
    });

    private static List<TTo>? ListOf<TFrom, TTo>(IReadOnlyList<TFrom>? list, Func<TFrom, TTo> map) =>
        list is null ? null : [.. list.Select(map)];

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
