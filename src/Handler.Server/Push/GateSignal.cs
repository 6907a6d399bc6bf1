namespace Handler.Server.Push;

/// <summary>What an attempt says of the gate that it passed: of its health, not of the delivery.</summary>
internal enum GateSignal
{
    /// <summary>Nothing: no request was made.</summary>
    None = 0,

    /// <summary>It answered below 500, and did not ask for less: it is well, whatever it thinks of the body.</summary>
    Good,

    /// <summary>Nothing, though a request was begun: we ended it ourselves.</summary>
    Neutral,

    /// <summary>It answered 408, 425 or 429: it is there and wants less.</summary>
    Overloaded,

    /// <summary>No connection, no answer that could be read, the deadline, or 5xx.</summary>
    Failed,
}
