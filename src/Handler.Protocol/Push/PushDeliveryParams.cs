namespace Handler.Protocol;

/// <summary>What an agent promises of its push notifications: the <c>params</c> of <see cref="PushDeliveryExtension"/> on its card.</summary>
public sealed record PushDeliveryParams : WireObject
{
    /// <summary><c>at-least-once</c>: repeats have the same <c>webhook-id</c>.</summary>
    public required string Guarantee { get; init; }

    /// <summary><c>config</c>: each config gets its task's updates in the order in which they happened.</summary>
    public required string Order { get; init; }

    /// <summary>Whether what is not yet delivered survives the end of the agent's process.</summary>
    public required bool Durable { get; init; }

    /// <summary>Whether updates are pushed by themselves; false: the agent's own code chooses what it pushes, and to whom.</summary>
    public required bool Automatic { get; init; }

    /// <summary>How long after it happened an update is tried, in seconds.</summary>
    public required double RetryHorizonSeconds { get; init; }

    /// <summary>The longest wait between two attempts after failures, in seconds (a receiver's <c>Retry-After</c> apart).</summary>
    public required double MaxRetryDelaySeconds { get; init; }

    /// <summary>Within this time an attempt must be answered, in seconds.</summary>
    public required double AttemptTimeoutSeconds { get; init; }

    /// <summary>The largest body in bytes; a larger update becomes a status with a marker.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>The headers of a notification; some are there only where there is something to say.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>How notifications can be signed; empty: they are not.</summary>
    public IReadOnlyList<string> Signatures { get; init; } = [];

    /// <summary>What is sent, by the dialect that set the config.</summary>
    public required IReadOnlyList<PushBodyFormat> Bodies { get; init; }

    /// <summary>What an event filter may name: all kinds that the agent pushes, and all states.</summary>
    public required EventFilter EventFilter { get; init; }
}
