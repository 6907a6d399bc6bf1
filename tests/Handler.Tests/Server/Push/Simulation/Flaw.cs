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
}
