using Handler.Protocol;

namespace Handler.Server.Tasks;

/// <summary>Makes events of a task.</summary>
internal static class Updates
{
    /// <summary>A status of now.</summary>
    public static StreamResponse Status(AgentTask task, TaskState state, Message? message, TimeProvider time) =>
        StreamResponse.Of(new TaskStatusUpdateEvent
        {
            TaskId = task.Id,
            ContextId = task.ContextId ?? "",
            Status = new AgentTaskStatus { State = state, Message = message, Timestamp = Now(time) },
        });

    /// <summary>The same; a status without a time is of now.</summary>
    public static StreamResponse Stamped(StreamResponse update, TimeProvider time) => update.StatusUpdate is { Status.Timestamp: null } status
        ? StreamResponse.Of(status with { Status = status.Status with { Timestamp = Now(time) } })
        : update;

    /// <summary>The time as the wire has it, in milliseconds: what is kept in memory equals what is read back.</summary>
    public static DateTimeOffset Now(TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
