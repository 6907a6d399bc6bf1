namespace Handler.Server.Storage;

/// <summary>What an operator's hold or resumption did.</summary>
public enum GateChangeOutcome
{
    /// <summary>It is held, or open, since now.</summary>
    Changed,

    /// <summary>It was so already: held by an operator, or open.</summary>
    Unchanged,

    /// <summary>There is no such gate: no config of that owner has ever named that origin.</summary>
    NotFound,
}
