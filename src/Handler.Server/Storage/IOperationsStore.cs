namespace Handler.Server.Storage;

/// <summary>
/// The role of the store that operators work with: what waits, what was given up, one delivery with all that is known of it. It reads over
/// all owners; who may ask is decided above it.
/// </summary>
/// <remarks>All members throw <see cref="StoreUnavailableException"/> when the store cannot be read or written at present.</remarks>
public interface IOperationsStore
{
    /// <summary>Lists lanes, the youngest first.</summary>
    Task<LanePage> ListLanesAsync(LaneQuery query, CancellationToken cancel);

    /// <summary>Lists dead stretches, the last one made first; also those of lanes that were deleted.</summary>
    Task<DeadPage> ListDeadAsync(DeadQuery query, CancellationToken cancel);

    /// <summary>
    /// Lists gates in the order of their keys (tenant, owner, origin), with what waits before each: every gate that a lane passes or that was
    /// held. A store may list one that no lane passes any more.
    /// </summary>
    Task<GatePage> ListGatesAsync(GateQuery query, CancellationToken cancel);

    /// <summary>
    /// Reads one delivery. Null when the lane has no event of this sequence, or is deleted and no dead stretch covers it.
    /// </summary>
    Task<DeliveryReport?> ReadDeliveryAsync(Guid lane, long sequence, CancellationToken cancel);

    /// <summary>
    /// The deliveries of a dead stretch that were not redelivered yet, in order: of the stretch of <paramref name="lane"/> that covers
    /// <paramref name="from"/>, from there on, as far as they are still in the log. None when no stretch does.
    /// </summary>
    Task<IReadOnlyList<long>> ListDeadDeliveriesAsync(Guid lane, long from, int limit, CancellationToken cancel);

    /// <summary>
    /// Writes the result of a redelivery on the dead stretch that covers the delivery, in the place of an earlier one's. False when no
    /// stretch does: it was given up too long ago.
    /// </summary>
    Task<bool> RecordRedeliveryAsync(Guid lane, long sequence, RedeliveryRecord redelivery, CancellationToken cancel);

    /// <summary>
    /// Holds a gate until it is resumed: no attempt for it starts after this has returned (the store calls <see cref="Doorbell.GateChanged"/> after
    /// its commit and before it returns), it is not probed, and the horizons of what waits there stand still. What is in flight may end.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="by">The operator, for other operators.</param>
    /// <param name="reason">Why, for people; null when nothing was said.</param>
    /// <param name="cancel">Cancels.</param>
    Task<GateChange> HoldGateAsync(GateKey gate, string by, string? reason, CancellationToken cancel);

    /// <summary>Opens a gate, whatever holds it: an operator, its breaker, or <c>Retry-After</c>. What is due there may start at once.</summary>
    Task<GateChange> ResumeGateAsync(GateKey gate, CancellationToken cancel);
}
