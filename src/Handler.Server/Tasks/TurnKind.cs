namespace Handler.Server.Tasks;

/// <summary>What a turn asks of the executor.</summary>
internal enum TurnKind
{
    /// <summary>The first message of a new task.</summary>
    First,

    /// <summary>A further message.</summary>
    Next,

    /// <summary>To go on after the process had ended.</summary>
    Resume,

    /// <summary>To cancel a task that nothing runs.</summary>
    Cancel,
}
