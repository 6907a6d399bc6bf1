namespace Handler.Protocol.Legacy;

/// <summary>The params of the methods that name a task and nothing more: by <c>id</c>, else by <c>taskId</c>.</summary>
public sealed record LegacyTaskIdParams : WireObject
{
    /// <summary>The task.</summary>
    public string? Id { get; init; }

    /// <summary>The task, for who calls it so.</summary>
    public string? TaskId { get; init; }

    /// <summary>Of <c>tasks/get</c>: at most so many of the newest messages.</summary>
    public int? HistoryLength { get; init; }
}
