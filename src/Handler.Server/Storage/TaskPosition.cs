namespace Handler.Server.Storage;

/// <summary>A place in a list of tasks, which goes by status time, newest first, then by id.</summary>
/// <param name="StatusAt">The status timestamp of the last task seen, to the millisecond.</param>
/// <param name="TaskId">Its id.</param>
public sealed record TaskPosition(DateTimeOffset StatusAt, string TaskId);
