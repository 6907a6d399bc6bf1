namespace Handler.Server.Push;

/// <summary>What a gate waits for.</summary>
internal enum GateWait
{
    /// <summary>Nothing: it has no lane ready, or no room for it.</summary>
    None,

    /// <summary>A place of the node, among the gates of its owner.</summary>
    ForNode,

    /// <summary>A place of its origin, which has none free, among the gates that lead there.</summary>
    ForOrigin,
}
