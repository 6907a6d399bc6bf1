namespace Handler.Server.Storage;

/// <summary>What came of deleting a config.</summary>
public enum ConfigDeleteOutcome
{
    /// <summary>It is deleted; no attempt for it starts from here on.</summary>
    Deleted,

    /// <summary>The task has no config of that id.</summary>
    NotThere,

    /// <summary>There is no such task.</summary>
    TaskNotFound,
}
