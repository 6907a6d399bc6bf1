namespace Handler.Server.Storage;

/// <summary>What came of writing a config.</summary>
public enum ConfigWriteOutcome
{
    /// <summary>A new config with a new lane.</summary>
    Created,

    /// <summary>The config of that id was replaced; its lane, cursor and what waits stay (a change of dialect makes a new lane).</summary>
    Replaced,

    /// <summary>A config that was gone is alive again, with a new lane and a snapshot.</summary>
    Revived,

    /// <summary>An equal config was there: nothing changed.</summary>
    Unchanged,

    /// <summary>There is no such task.</summary>
    TaskNotFound,

    /// <summary>The task has as many configs as it may.</summary>
    TooMany,

    /// <summary>The owner has as many configs as may be (<see cref="BacklogLimits.MaxConfigsPerOwner"/>).</summary>
    TooManyOfOwner,
}
