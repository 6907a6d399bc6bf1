namespace Handler.TestKit.History;

/// <summary>What holds of every history.</summary>
public enum HistoryRule
{
    /// <summary>Every committed update was delivered, at least once, to every webhook that is told of its task.</summary>
    Delivered,

    /// <summary>The first arrivals of a lane come in the order of their sequences.</summary>
    InOrder,

    /// <summary>Each delivery names the one before it as previous; the first names none.</summary>
    Unbroken,

    /// <summary>All attempts of a delivery are the same: webhook, body, content type, sequence, previous.</summary>
    SameAtEveryAttempt,

    /// <summary>The same update comes under one id only.</summary>
    OneId,

    /// <summary>
    /// What was answered comes again only after a kill, and then no more than may have been in flight or unflushed; and after a replacement of the config the
    /// one that was in flight.
    /// </summary>
    FewRepeats,

    /// <summary>After an answered deletion nothing is begun.</summary>
    QuietAfterDeletion,

    /// <summary>A lane belongs to one task and one webhook.</summary>
    OneLane,
}
