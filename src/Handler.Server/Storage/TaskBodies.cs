using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>The bodies that show the whole task: as much of it as a notification may hold, purely.</summary>
public static class TaskBodies
{
    /// <summary>
    /// Makes a renderer: the whole task as the dialect has it; when that is larger than this agent's notifications may be, its status alone,
    /// with a marker in its metadata.
    /// </summary>
    /// <param name="maxBytes">How large a body may be.</param>
    public static NotificationBodyRenderer UpTo(int maxBytes) => (format, update, task) =>
        NotificationBody.IsOfEvent(format) ? (ReadOnlyMemory<byte>?)null
        : NotificationBody.Render(format, update, task) is { } whole && whole.Length <= maxBytes ? whole
        : StatusAlone(format, update, task.Id, task.ContextId, task.Status, $"The task is larger than a notification may be ({maxBytes} bytes).");

    /// <summary>
    /// What stands in for a body that was not kept, because no lane read the event when it was committed: a mask that has become wider since
    /// reaches below its own beginning. The status that the event tells, with a marker.
    /// </summary>
    /// <param name="format">The dialect of the body.</param>
    /// <param name="payload">The event.</param>
    public static ReadOnlyMemory<byte> NotKept(WireFormat format, ReadOnlySpan<byte> payload)
    {
        var update = A2AJson.Read<StreamResponse>(payload);
        // What makes an artifact or speaks within a task is at work.
        var status = update.Status ?? new AgentTaskStatus { State = TaskState.Working };
        return StatusAlone(format, update, update.TaskId ?? "", update.ContextId, status, "The task as of this update was not kept.");
    }

    private static byte[] StatusAlone(
        WireFormat format, StreamResponse update, string id, string? contextId, AgentTaskStatus status, string hint) =>
        NotificationBody.Render(format, update, new AgentTask
        {
            Id = id,
            ContextId = contextId,
            Status = new AgentTaskStatus { State = status.State, Timestamp = status.Timestamp },
            Metadata = OmittedMarker.AllButStatus(hint),
        });
}
