namespace Handler.Cli.Agents;

/// <summary>What becomes of a task after its steps.</summary>
internal enum StepEnd
{
    Complete,
    Fail,

    /// <summary>The agent asks; the next message is planned anew.</summary>
    Ask,
    Reject,
}
