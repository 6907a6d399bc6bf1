namespace Handler.TestKit.History;

/// <summary>How a life of the agent ended.</summary>
public enum InterruptionKind
{
    /// <summary>SIGKILL: what was answered and not yet durable may be sent again.</summary>
    Kill,

    /// <summary>Asked to stop: nothing that was answered may be sent again.</summary>
    Stop,
}
