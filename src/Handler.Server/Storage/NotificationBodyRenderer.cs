using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>
/// Makes the body of a notification for a dialect whose body is not a pure function of the event row (0.3 sends the whole task). It is
/// pure; the store calls it under the task's lock, only for formats that a lane of the task needs, and keeps the result beside the event.
/// </summary>
/// <param name="format">The dialect of the body.</param>
/// <param name="update">The event.</param>
/// <param name="task">The task as of that event.</param>
/// <returns>The body, or null when the body of this format is a function of the event alone and need not be kept.</returns>
public delegate ReadOnlyMemory<byte>? NotificationBodyRenderer(WireFormat format, StreamResponse update, AgentTask task);
