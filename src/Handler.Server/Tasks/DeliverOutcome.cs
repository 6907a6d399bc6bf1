namespace Handler.Server.Tasks;

/// <summary>What became of an event that was pushed by hand.</summary>
public enum DeliverOutcome
{
    /// <summary>It is committed and on its way.</summary>
    Queued,

    /// <summary>The client of this config does not want events of this kind.</summary>
    Filtered,

    /// <summary>The config was deleted, or its webhook answered 410.</summary>
    Gone,

    /// <summary>As much waits for this webhook as may (<c>push.MaxWaitingPerConfig</c>), or for its owner (<c>push.MaxWaitingPerOwner</c>). Try again later, or leave it.</summary>
    Full,
}
