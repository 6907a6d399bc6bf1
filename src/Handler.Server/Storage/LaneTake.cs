namespace Handler.Server.Storage;

/// <summary>A request for lanes with something due.</summary>
public sealed record LaneTake
{
    /// <summary>The epoch of the owner that takes.</summary>
    public required long Epoch { get; init; }

    /// <summary>Lanes due at or before this time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>At most this many lanes in all.</summary>
    public required int MaxLanes { get; init; }

    /// <summary>
    /// How many lanes a gate has room for; 0 passes it over. Asked only of gates with a lane to take. Called under a lock of the store:
    /// must be quick and call nothing back.
    /// </summary>
    public required Func<GateKey, int> Room { get; init; }

    /// <summary>Whether the taker has the lane already; it is passed over then. Called as <see cref="Room"/> is.</summary>
    public required Func<Guid, bool> InHand { get; init; }
}
