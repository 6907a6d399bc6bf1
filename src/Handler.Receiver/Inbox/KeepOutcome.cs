namespace Handler.Receiver.Inbox;

/// <summary>What an inbox did with a push.</summary>
public enum KeepOutcome
{
    /// <summary>It is kept, and a position was given.</summary>
    Kept,

    /// <summary>Its delivery id is known: it was kept before, and is not kept nor handled again.</summary>
    Repeated,

    /// <summary>All the room is taken by pushes that wait to be handled. The sender is asked to come again.</summary>
    Full,
}
