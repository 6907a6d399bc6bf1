namespace Handler.Server.Storage;

/// <summary>A request to let a full lane go on, now that nothing waits on it any more.</summary>
public sealed record LaneResume
{
    /// <summary>The epoch of the owner; one of an earlier epoch changes nothing.</summary>
    public required long Epoch { get; init; }

    /// <summary>The lane.</summary>
    public required Guid Lane { get; init; }

    /// <summary>Whether it goes on with the task as it is; else with the next commit.</summary>
    public bool WithSnapshot { get; init; } = true;

    /// <summary>Bodies of dialects that send more than the event.</summary>
    public NotificationBodyRenderer? Bodies { get; init; }
}
