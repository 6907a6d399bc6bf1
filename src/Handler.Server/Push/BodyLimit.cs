using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// What is sent of an update that is larger than a notification may be: a status update that says so in its metadata, so that the receiver
/// asks for the task (GetTask). Pure, and so the same at every attempt.
/// </summary>
internal static class BodyLimit
{
    /// <summary>The body itself when it fits, else what stands in for it.</summary>
    /// <param name="body">A StreamResponse of 1.0.</param>
    /// <param name="maxBytes">See <see cref="PushOptions.MaxBodyBytes"/>.</param>
    public static ReadOnlyMemory<byte> Fit(ReadOnlyMemory<byte> body, int maxBytes) =>
        body.Length <= maxBytes ? body : A2AJson.Write(StandIn(A2AJson.Read<StreamResponse>(body.Span), body.Length, maxBytes));

    /// <summary>The status update that is sent for an update that is too large.</summary>
    public static StreamResponse StandIn(StreamResponse update, int bytes, int maxBytes) =>
        StreamResponse.Of(new TaskStatusUpdateEvent
        {
            TaskId = update.TaskId ?? "",
            ContextId = update.ContextId ?? "",
            Status = new AgentTaskStatus
            {
                // An agent that makes an artifact or speaks within a task is at work.
                State = update.State ?? TaskState.Working,
                Timestamp = update.Status?.Timestamp,
            },
            Metadata = OmittedMarker.TooLarge(MemberOf(update), bytes, maxBytes),
        });

    private static string MemberOf(StreamResponse update) =>
        update switch
        {
            { Task: not null } => "task",
            { Message: not null } => "message",
            { ArtifactUpdate: not null } => "artifactUpdate",
            _ => "statusUpdate",
        };
}
