namespace Handler.Server.Storage;

/// <summary>What came of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>All of it is durable.</summary>
    Committed,

    /// <summary>Nothing was written: another run has the task, or the run had ended.</summary>
    RunLost,

    /// <summary>Nothing was written: there is no such task (it was dropped).</summary>
    TaskNotFound,
}
