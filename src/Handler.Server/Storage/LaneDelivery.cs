namespace Handler.Server.Storage;

/// <summary>A delivery that waits: the pair of a lane and this sequence. It has no row of its own.</summary>
public sealed record LaneDelivery
{
    /// <summary>The sequence of the event.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the event was committed: the horizon counts from here.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>
    /// What <see cref="ILaneStore.ReadBodyAsync"/> would give, when the commit or a look ahead handed it over; null: read it when it is sent.
    /// </summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The trace context of the event's cause; null when there is none.</summary>
    public string? TraceParent { get; init; }
}
