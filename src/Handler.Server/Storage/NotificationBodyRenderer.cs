using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>
/// Makes the body of a notification for a dialect whose body is not a function of the event alone
/// (<see cref="NotificationBody.IsOfEvent"/>). It is pure; the store calls it under the task's lock, only for formats and events that a lane
/// of the task reads, and keeps the result beside the event.
/// </summary>
/// <param name="format">The dialect of the body.</param>
/// <param name="update">The event.</param>
/// <param name="task">The task as of that event.</param>
/// <returns>The body; null to keep none.</returns>
public delegate ReadOnlyMemory<byte>? NotificationBodyRenderer(WireFormat format, StreamResponse update, AgentTask task);
