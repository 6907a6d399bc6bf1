namespace Handler.Server.Storage;

/// <summary>A request to give up what is overdue at gates that breaker or <c>Retry-After</c> holds.</summary>
public sealed record HeldExpiry
{
    /// <summary>At most this many lanes a transaction, that commits need not wait for long.</summary>
    public const int MostLanes = 200;

    /// <summary>The epoch of the owner.</summary>
    public required long Epoch { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What is as old as this is overdue; a gate's pauses do not count.</summary>
    public required TimeSpan Horizon { get; init; }

    /// <summary>At most this many lanes.</summary>
    public int MaxLanes { get; init; } = MostLanes;

    /// <summary>Whether the owner has the lane in hand: it is passed over. Must be quick and call nothing back.</summary>
    public required Func<Guid, bool> InHand { get; init; }
}
