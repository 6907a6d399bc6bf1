namespace Handler.Protocol;

/// <summary>The request of ListTasks (A2A 1.0, 3.1.4); what is left out does not filter.</summary>
public sealed record ListTasksRequest : WireObject
{
    /// <summary>Opaque routing value of the agent card's interface.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only tasks of this context.</summary>
    public string? ContextId { get; init; }

    /// <summary>Only tasks in this state; <see cref="TaskState.Unspecified"/> does not filter.</summary>
    public TaskState? Status { get; init; }

    /// <summary>1 to 100; 50 when left out.</summary>
    public int? PageSize { get; init; }

    /// <summary><see cref="ListTasksResponse.NextPageToken"/> of the page before.</summary>
    public string? PageToken { get; init; }

    /// <summary>At most so many of the newest messages of each task.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>Only tasks whose status is of this time or later.</summary>
    public DateTimeOffset? StatusTimestampAfter { get; init; }

    /// <summary>Answer with the artifacts; otherwise they are left out.</summary>
    public bool? IncludeArtifacts { get; init; }
}
