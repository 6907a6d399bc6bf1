namespace Handler.Server.Storage;

/// <summary>A gate as stored.</summary>
public sealed record GateRow
{
    /// <summary>Its key.</summary>
    public required GateKey Key { get; init; }

    /// <summary>
    /// Why it is held, if it is. A hold by breaker or <c>Retry-After</c> ends with a good answer and not with its time: from
    /// <see cref="HeldUntil"/> on it is probed, by one lane at a time.
    /// </summary>
    public GateHold Hold { get; init; }

    /// <summary>Until when nothing starts; <see cref="DateTimeOffset.MaxValue"/> for an operator's hold. Of no meaning while it is open.</summary>
    public DateTimeOffset HeldUntil { get; init; }

    /// <summary>How often in a row its breaker held it: the exponent of the next hold. 0 when it was closed by a good answer.</summary>
    public int Level { get; init; }

    /// <summary>Since when it is held, probes that failed in between included; null while it is open.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>The operator who holds it; null when none does.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Why it is held, for people: what the operator said, or what was seen of the receiver; null while it is open.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Raised by each hold and each resumption of an operator. What the engine writes under an earlier one (<see cref="ResultBatch.Gates"/>)
    /// changes nothing: it was decided before the operator did.
    /// </summary>
    public long Generation { get; init; }

    /// <summary>When operators held it: horizons stood still.</summary>
    public GatePauses Pauses { get; init; } = GatePauses.None;
}
