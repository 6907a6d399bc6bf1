namespace Handler.Protocol;

/// <summary>
/// The answer to ListTasks (A2A 1.0, 3.1.4). All four fields are always written; on reading, what is left out counts as empty
/// or 0, for SDKs built on protobuf leave such values out.
/// </summary>
public sealed record ListTasksResponse : WireObject
{
    /// <summary>Newest status first. The one required array of the protocol that may be empty.</summary>
    public IReadOnlyList<AgentTask> Tasks { get => field ?? []; init; }

    /// <summary>For the next page; empty at the end.</summary>
    public string NextPageToken { get => field ?? ""; init; }

    /// <summary>The page size that was used.</summary>
    public int PageSize { get; init; }

    /// <summary>How many tasks there are on all pages.</summary>
    public int TotalSize { get; init; }
}
