namespace Handler.Server.Storage;

/// <summary>
/// The states of a lane that are stored. Idle, due, in flight and waiting are not among them: they follow from the waiting count, the due
/// time and the clock.
/// </summary>
public enum LaneState
{
    /// <summary>It takes events and sends them.</summary>
    Active = 0,

    /// <summary>The receiver answered 410: readable with its reason, takes no more events. Creating the config again revives it.</summary>
    Gone = 1,

    /// <summary>Its backlog is full: the tail stands still until what waits is settled, then it goes on with a snapshot.</summary>
    Overflowed = 2,

    /// <summary>Its secrets cannot be read: nothing is sent without them, the key is looked for again each minute.</summary>
    SecretUnreadable = 3,
}
