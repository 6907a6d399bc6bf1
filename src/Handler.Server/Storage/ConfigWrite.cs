namespace Handler.Server.Storage;

/// <summary>A request to create or replace a push config.</summary>
public sealed record ConfigWrite
{
    /// <summary>The task.</summary>
    public required TaskKey Task { get; init; }

    /// <summary>The config's id.</summary>
    public required string ConfigId { get; init; }

    /// <summary>
    /// Makes what is to be stored from what is there (null: nothing). Pure; called under the task's lock, so that credentials which a client
    /// left out can be kept from exactly the config that is replaced. To say that nothing changes it gives back the very endpoint that is there:
    /// same secret bytes, same format, same mask, same bound.
    /// </summary>
    public required Func<StoredPushConfig?, NewPushConfig> Build { get; init; }

    /// <summary>Whether a new lane opens with the task as it stands. Without it, and on a task without events, the lane reads from the next commit on.</summary>
    public bool OpensWithSnapshot { get; init; } = true;

    /// <summary>How many configs the task may have.</summary>
    public int MaxPerTask { get; init; } = 100;

    /// <summary>Bodies of dialects that send more than the event.</summary>
    public NotificationBodyRenderer? Bodies { get; init; }
}
