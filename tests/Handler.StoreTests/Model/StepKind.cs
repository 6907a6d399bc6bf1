namespace Handler.StoreTests.Model;

public enum StepKind
{
    /// <summary>The run commits one to three events.</summary>
    Commit,

    /// <summary>A config is created, replaced, revived, or written as it is.</summary>
    Set,

    /// <summary>A config is deleted.</summary>
    Delete,

    /// <summary>A dispatcher reads a lane, as it does before it sends.</summary>
    Begin,

    /// <summary>What was begun last on a config is recorded as delivered, under the generation of its beginning.</summary>
    Deliver,

    /// <summary>… as failed.</summary>
    Fail,

    /// <summary>… as dead, alone or with what is overdue.</summary>
    Die,

    /// <summary>… as answered by 410.</summary>
    Gone,

    /// <summary>… as delivered, on a lane that is full now.</summary>
    Overflow,

    /// <summary>The lane of a config is let go on, if it is drained.</summary>
    Resume,

    /// <summary>Time passes.</summary>
    Tick,
}
