namespace Handler.Server.Tasks;

/// <summary>What an entry of the queue asks of the writer.</summary>
internal enum QueuedKind
{
    /// <summary>An event, serialised already.</summary>
    Update,

    /// <summary>Text for the end of an artifact; may be merged with the next.</summary>
    Append,

    /// <summary>A message as the agent's answer.</summary>
    Reply,

    /// <summary>An event made by hand, for one lane; may come after the end of the task.</summary>
    Deliver,

    /// <summary>Commit what is before.</summary>
    Flush,

    /// <summary>Commit the task itself, if that has not been done.</summary>
    Announce,

    /// <summary>A turn begins; a message that came to a task already there goes to the log.</summary>
    BeginTurn,

    /// <summary>The agent refuses the message of the first turn, before it has said anything: there is no task then.</summary>
    Refuse,

    /// <summary>A turn is over.</summary>
    EndTurn,

    /// <summary>The run is over.</summary>
    EndRun,

    /// <summary>The process stops: the run stays in the store, for recovery.</summary>
    Leave,
}
