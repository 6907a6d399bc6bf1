using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>A place in a list of tasks, which goes by status time, newest first, then by id.</summary>
/// <param name="StatusAt">The status timestamp of the last task seen, to the millisecond.</param>
/// <param name="TaskId">Its id.</param>
public sealed record TaskPosition(DateTimeOffset StatusAt, string TaskId)
{
    /// <summary>The place of a task; one without a status time is the oldest.</summary>
    public static TaskPosition Of(AgentTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new TaskPosition(ToMilliseconds(task.Status.Timestamp ?? DateTimeOffset.UnixEpoch), task.Id);
    }

    /// <summary>The time as statuses are compared: UTC, what is finer than a millisecond cut off.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>Whether this place comes before <paramref name="other"/> in the list.</summary>
    public bool Precedes(TaskPosition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // Times tie easily at a millisecond: without the id a page would repeat or skip tasks.
        return StatusAt == other.StatusAt ? string.CompareOrdinal(TaskId, other.TaskId) < 0 : StatusAt > other.StatusAt;
    }
}
