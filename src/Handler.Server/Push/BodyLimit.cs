using System.Text.Json;
using System.Text.Json.Nodes;
using Handler.Protocol;

namespace Handler.Server.Push;

/// <summary>
/// What is sent of an update that is larger than a notification may be: a status update that says so in its metadata, so that the receiver
/// asks for the task (GetTask). Pure, and so the same at every attempt.
/// </summary>
internal static class BodyLimit
{
    /// <summary>The key of the marker in <c>statusUpdate.metadata</c>.</summary>
    public const string Marker = "handler.omitted";

    /// <summary>The body itself when it fits, else what stands in for it.</summary>
    /// <param name="body">A StreamResponse of 1.0.</param>
    /// <param name="maxBytes">See <see cref="PushOptions.MaxBodyBytes"/>.</param>
    public static ReadOnlyMemory<byte> Fit(ReadOnlyMemory<byte> body, int maxBytes) =>
        body.Length <= maxBytes ? body : A2AJson.Write(StreamResponse.Of(StandIn(A2AJson.Read<StreamResponse>(body.Span), body.Length, maxBytes)));

    private static TaskStatusUpdateEvent StandIn(StreamResponse update, int bytes, int maxBytes) =>
        new()
        {
            TaskId = update.TaskId ?? "",
            ContextId = update.ContextId ?? "",
            Status = new AgentTaskStatus
            {
                // An agent that makes an artifact or speaks within a task is at work.
                State = update.State ?? TaskState.Working,
                Timestamp = update.Status?.Timestamp,
            },
            Metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [Marker] = Describe(update, bytes, maxBytes) },
        };

    private static JsonElement Describe(StreamResponse update, int bytes, int maxBytes)
    {
        var marker = new JsonObject
        {
            ["member"] = MemberOf(update),
            ["bytes"] = bytes,
            ["limit"] = maxBytes,
            ["hint"] = "The update is larger than a notification may be. Ask for the task (GetTask).",
        };
        using var document = JsonDocument.Parse(marker.ToJsonString());
        return document.RootElement.Clone();
    }

    private static string MemberOf(StreamResponse update) =>
        update switch
        {
            { Task: not null } => "task",
            { Message: not null } => "message",
            { ArtifactUpdate: not null } => "artifactUpdate",
            _ => "statusUpdate",
        };
}
