namespace Handler.Server.Storage;

/// <summary>A gate as stored.</summary>
public sealed record GateRow
{
    /// <summary>Its key.</summary>
    public required GateKey Key { get; init; }

    /// <summary>Why it is held, if it is.</summary>
    public GateHold Hold { get; init; }

    /// <summary>Until when; <see cref="DateTimeOffset.MaxValue"/> for an operator's hold. Of no meaning while it is open.</summary>
    public DateTimeOffset HeldUntil { get; init; }

    /// <summary>How often in a row it was held: the exponent of the next hold. 0 when it was closed by a good answer.</summary>
    public int Level { get; init; }
}
