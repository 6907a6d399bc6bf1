namespace Handler.Receiver.Inbox;

/// <summary>How far the handling of a kept push is.</summary>
public enum HandlingState
{
    /// <summary>The receiver had no handler when it was kept; none will see it.</summary>
    None = 0,

    /// <summary>It waits to be handled, for the first time or again.</summary>
    Waiting = 1,

    /// <summary>The handler returned.</summary>
    Handled = 2,

    /// <summary>The handler threw at every try; nobody tries again.</summary>
    Failed = 3,
}
