namespace Handler.Server.Push;

/// <summary>Where a lane in hand stands, in memory.</summary>
internal enum LanePhase
{
    /// <summary>Nothing to start: it waits for an event, or for its results to be flushed before it is let go.</summary>
    Resting,

    /// <summary>In its gate's queue: it starts when there is room.</summary>
    Queued,

    /// <summary>An attempt is under way.</summary>
    InFlight,
}
