using Handler.Protocol.Legacy;
using Handler.Protocol.V03;

namespace Handler.Protocol;

/// <summary>
/// The one switch over dialects: the bytes of a push notification. Pure; the same arguments give the same bytes, so that every
/// attempt sends what was signed.
/// </summary>
/// <remarks>
/// What a lane of each dialect reads of a task's log, beside its own mask of kinds: 1.0 and legacy read every event; 0.3 reads
/// the status and message events and the last event of each commit, because its body repeats the whole task.
/// 1.0 and legacy bodies are made of the event alone when it is sent; a 0.3 body is made when the event is committed, of the
/// task as of that event, and kept beside it.
/// </remarks>
public static class NotificationBody
{
    /// <summary>Makes the body.</summary>
    /// <param name="format">The dialect of the config.</param>
    /// <param name="update">The event.</param>
    /// <param name="taskAsOfUpdate">The task with the event in it; needed by <see cref="WireFormat.V03"/> alone.</param>
    /// <returns>Compact UTF-8 JSON without needless escapes. That of 0.3 is at most 1 MB: see <see cref="V03NotificationTask"/>.</returns>
    /// <exception cref="ArgumentException">The dialect needs the task and there is none.</exception>
    public static byte[] Render(WireFormat format, StreamResponse update, AgentTask? taskAsOfUpdate) =>
        format switch
        {
            WireFormat.V1 => A2AJson.Write(update),
            WireFormat.V03 => V03NotificationTask.Write(taskAsOfUpdate ?? throw new ArgumentException(
                "A notification of 0.3 is the whole task, and no task was given.", nameof(taskAsOfUpdate))),
            WireFormat.Legacy => LegacyJson.Write(LegacyMapper.ToNotification(update)),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such dialect."),
        };

    /// <summary>
    /// Whether the body of a dialect is a function of the event alone. Such a body is made when it is sent; another one shows the task as of
    /// the event, which cannot be made later, and is kept beside the event.
    /// </summary>
    public static bool IsOfEvent(WireFormat format) => format != WireFormat.V03;

    /// <summary>The <c>Content-Type</c> of the body.</summary>
    public static string ContentType(WireFormat format) =>
        format == WireFormat.V1 ? A2AMediaTypes.A2AJson : A2AMediaTypes.Json;

    /// <summary>The <see cref="ServiceParameters.Version"/> header of the notification; <c>null</c> = not sent (legacy).</summary>
    public static string? A2AVersion(WireFormat format) =>
        format switch
        {
            WireFormat.V1 => A2AVersions.V1,
            WireFormat.V03 => A2AVersions.V03,
            _ => null,
        };

    /// <summary>What the body of a dialect is, in a word: <c>StreamResponse</c>, <c>Task</c>, or <c>event</c> for a bare one.</summary>
    public static string ContentName(WireFormat format) =>
        format switch
        {
            WireFormat.V1 => "StreamResponse",
            WireFormat.V03 => "Task",
            _ => "event",
        };
}
