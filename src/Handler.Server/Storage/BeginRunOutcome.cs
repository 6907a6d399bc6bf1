namespace Handler.Server.Storage;

/// <summary>What came of an attempt to begin a run.</summary>
public enum BeginRunOutcome
{
    /// <summary>The run is the caller's.</summary>
    Begun,

    /// <summary>There is no such task, or it has not been announced.</summary>
    TaskNotFound,

    /// <summary>The task is in a terminal state.</summary>
    Ended,

    /// <summary>Another run has it (or, on taking over, it is no longer the run that was named).</summary>
    Busy,
}
