namespace Handler.Tests.Server.Push.Simulation;

/// <summary>What the simulation breaks on purpose, outside the engine, to show that its judge sees it.</summary>
internal enum Flaw
{
    None,

    /// <summary>The store does not say that a config was replaced or deleted.</summary>
    SilentChanges,

    /// <summary>The store answers at times that results are written, and has not written them.</summary>
    ForgottenResults,

    /// <summary>What is read ahead lacks a delivery.</summary>
    SkippedDelivery,

    /// <summary>The store says of a lane what was true a moment ago.</summary>
    StaleRows,

    /// <summary>The store gives the body of the event before.</summary>
    ForeignBodies,

    /// <summary>The store does not say that an operator holds a gate.</summary>
    SilentHolds,

    /// <summary>The store does not keep what holds a gate.</summary>
    ForgottenGates,

    /// <summary>The engine is not given the header by which a webhook asks to be left alone.</summary>
    UnheededWishes,

    /// <summary>Waits are forty times as long as they may be.</summary>
    LongWaits,

    /// <summary>The store finds one lane of each task never due.</summary>
    HiddenLane,

    /// <summary>A full lane that has been drained does not go on.</summary>
    LostSnapshots,
}
