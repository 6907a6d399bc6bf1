namespace Handler.Server.Storage;

/// <summary>What happens to a gate's row, purely: the same for every store.</summary>
public static class GateRules
{
    /// <summary>The gate once an operator holds it: nothing starts, it is not probed, and horizons stand still.</summary>
    /// <param name="row">The gate before.</param>
    /// <param name="by">Who holds it.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="now">The time.</param>
    /// <returns>The row after; the very same when an operator holds it already.</returns>
    public static GateRow Hold(GateRow row, string by, string? reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Hold == GateHold.Operator ? row : row with
        {
            Hold = GateHold.Operator,
            HeldUntil = DateTimeOffset.MaxValue,
            HeldSince = now,
            HeldBy = by,
            Reason = reason,
            Level = 0,
            Generation = row.Generation + 1,
            Pauses = row.Pauses.Begin(now),
        };
    }

    /// <summary>The gate once an operator has opened it, whatever held it. What it earned before is forgotten.</summary>
    /// <returns>The row after; the very same when it is open.</returns>
    public static GateRow Resume(GateRow row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Hold == GateHold.None ? row : new GateRow { Key = row.Key, Generation = row.Generation + 1, Pauses = row.Pauses.End(now) };
    }

    /// <summary>The gate once the engine has written what its answers made of it.</summary>
    /// <param name="row">The gate as stored.</param>
    /// <param name="written">What the engine writes; of its pauses the store alone keeps account.</param>
    /// <returns>The row after; the very same when an operator was there first.</returns>
    public static GateRow Record(GateRow row, GateRow written)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(written);
        return written.Generation < row.Generation ? row : written with { Pauses = row.Pauses };
    }

    /// <summary>
    /// Whether breaker or <c>Retry-After</c> holds the gate, the time in which it is probed included: what is overdue there is given up without an
    /// attempt of its own.
    /// </summary>
    public static bool Expires(GateRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Hold is GateHold.Breaker or GateHold.RetryAfter;
    }
}
