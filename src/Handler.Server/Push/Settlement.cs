using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>What the end of an attempt changes on a lane in hand.</summary>
internal readonly record struct Settlement
{
    /// <summary>The sequence settled, delivered or dead; null when the delivery stays at the head.</summary>
    public long? Through { get; init; }

    /// <summary>Where the retries stand now; null for no change.</summary>
    public LaneProgress? Progress { get; init; }

    /// <summary>Whether a result was handed to the writer.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>Whether the lane goes on only when its results are durable.</summary>
    public bool AwaitsFlush { get; init; }

    /// <summary>Whether it is let go when its results are durable.</summary>
    public bool Leaves { get; init; }

    /// <summary>Whether the receiver answered 2xx.</summary>
    public bool IsDelivered { get; init; }

    /// <summary>What the attempt says of the gate.</summary>
    public GateSignal Signal { get; init; }

    /// <summary>The gate, when this attempt held or opened it; null when it did not.</summary>
    public GateRow? Gate { get; init; }

    /// <summary>We ended the request ourselves: its config was replaced or deleted, or the host stops.</summary>
    public static Settlement Aborted { get; } = new() { Leaves = true, Signal = GateSignal.Neutral };

    /// <summary>Nothing came of it: the lane was closed, or the store could not be read. It is looked for in the store again.</summary>
    public static Settlement Nothing { get; } = new() { Leaves = true };
}
