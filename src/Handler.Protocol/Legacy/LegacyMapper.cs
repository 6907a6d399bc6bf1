namespace Handler.Protocol.Legacy;

/// <summary>
/// Between the types of 1.0 and those of the legacy dialect, both ways; pure. What one side cannot express is listed in <c>docs/dialects.md</c>;
/// unknown fields are carried over, but those whose names mean something on the other side. Parts are those of 1.0.
/// </summary>
/// <remarks>
/// Nothing here throws for what <see cref="LegacyJson"/> or <see cref="A2AJson"/> has read, but where an <c>exception</c> is named. What was made in
/// code must have what its JSON must have: a part one content, a message a part.
/// </remarks>
public static partial class LegacyMapper
{
    /// <summary>A task.</summary>
    public static LegacyTask FromV1(AgentTask task) => LegacyJson.Codec.Carry(task, new LegacyTask
    {
        Id = task.Id,
        ContextId = task.ContextId,
        Status = FromV1(task.Status),
        Artifacts = [.. (task.Artifacts ?? []).Select(FromV1)],
        History = [.. (task.History ?? []).Select(FromV1)],
        Metadata = task.Metadata,
    });

    /// <summary>A task; its empty lists count as left out.</summary>
    public static AgentTask ToV1(LegacyTask task) => A2AJson.Codec.Carry(task, new AgentTask
    {
        Id = task.Id,
        ContextId = task.ContextId,
        Status = ToV1(task.Status),
        Artifacts = ListOrNone(task.Artifacts, ToV1),
        History = ListOrNone(task.History, ToV1),
        Metadata = task.Metadata,
    });

    /// <summary>A status.</summary>
    public static LegacyTaskStatus FromV1(AgentTaskStatus status) => LegacyJson.Codec.Carry(status, new LegacyTaskStatus
    {
        State = status.State,
        Message = status.Message is { } message ? FromV1(message) : null,
        Timestamp = status.Timestamp,
    });

    /// <summary>A status.</summary>
    public static AgentTaskStatus ToV1(LegacyTaskStatus status) => A2AJson.Codec.Carry(status, new AgentTaskStatus
    {
        State = status.State,
        Message = status.Message is { } message ? ToV1(message) : null,
        Timestamp = status.Timestamp,
    });

    /// <summary>An artifact.</summary>
    public static LegacyArtifact FromV1(Artifact artifact) => LegacyJson.Codec.Carry(artifact, new LegacyArtifact
    {
        ArtifactId = artifact.ArtifactId,
        Name = artifact.Name,
        Description = artifact.Description,
        Parts = artifact.Parts,
        Metadata = artifact.Metadata,
        Extensions = artifact.Extensions ?? [],
    });

    /// <summary>An artifact. Without parts it gets an empty text, for 1.0 requires one part.</summary>
    public static Artifact ToV1(LegacyArtifact artifact) => A2AJson.Codec.Carry(artifact, new Artifact
    {
        ArtifactId = artifact.ArtifactId,
        Name = artifact.Name,
        Description = artifact.Description,
        Parts = artifact.Parts is { Count: > 0 } parts ? parts : [Part.FromText("")],
        Metadata = artifact.Metadata,
        Extensions = NullIfEmpty(artifact.Extensions),
    });

    /// <summary>A message. A speaker who is not named counts as the user, for an agent's own messages always name theirs.</summary>
    public static LegacyMessage FromV1(Message message) => LegacyJson.Codec.Carry(message, new LegacyMessage
    {
        MessageId = message.MessageId,
        Role = message.Role == Role.Unspecified ? Role.User : message.Role,
        Parts = message.Parts,
        ContextId = message.ContextId,
        TaskId = message.TaskId,
        ReferenceTaskIds = message.ReferenceTaskIds ?? [],
        Metadata = message.Metadata,
        Extensions = message.Extensions ?? [],
    });

    /// <summary>A message; its empty lists count as left out, an id that is not there is the empty text.</summary>
    public static Message ToV1(LegacyMessage message) => A2AJson.Codec.Carry(message, new Message
    {
        MessageId = message.MessageId ?? "",
        Role = message.Role,
        Parts = message.Parts,
        ContextId = message.ContextId,
        TaskId = message.TaskId,
        ReferenceTaskIds = NullIfEmpty(message.ReferenceTaskIds),
        Metadata = message.Metadata,
        Extensions = NullIfEmpty(message.Extensions),
    });

    private static List<TTo>? ListOrNone<TFrom, TTo>(IReadOnlyList<TFrom> list, Func<TFrom, TTo> map) =>
        list.Count == 0 ? null : [.. list.Select(map)];

    private static IReadOnlyList<string>? NullIfEmpty(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}
