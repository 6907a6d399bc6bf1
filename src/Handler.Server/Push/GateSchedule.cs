using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// What follows an attempt for the gate that it passed, decided purely: no clock, no store. A gate is open, or held until a time; from then on it is
/// probed, one attempt at a time, until a good answer opens it.
/// </summary>
internal static class GateSchedule
{
    // 5 s doubled so often is beyond any longest hold.
    private const int MostDoublings = 40;

    /// <summary>Decides.</summary>
    /// <param name="before">The gate before the attempt ended.</param>
    /// <param name="result">The attempt.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="options">Counts and times.</param>
    public static GateHealth Decide(GateHealth before, AttemptResult result, DateTimeOffset now, GateOptions options)
    {
        // An operator's word stands whatever is answered meanwhile.
        if (before.Row.Hold == GateHold.Operator)
        {
            return before;
        }

        return GateSignals.Of(result) switch
        {
            GateSignal.Good => Open(before, result),
            GateSignal.Failed => Shut(before with { Failures = before.Failures + 1 }, result, now, options),
            GateSignal.Overloaded => Shut(before, result, now, options),
            _ => before,
        };
    }

    /// <summary>How long the breaker holds at a level, 1 being the first.</summary>
    public static TimeSpan Wait(int level, GateOptions options) => TimeSpan.FromTicks(
        (long)Math.Min(options.FirstHold.Ticks * Math.Pow(2, Math.Min(level - 1, MostDoublings)), options.MaxHold.Ticks));

    private static GateHealth Open(GateHealth before, AttemptResult result)
    {
        var row = before.Row;
        // What was in flight when another was told to wait says nothing of that wish. A breaker only wants to know that somebody is there.
        return row.Hold == GateHold.RetryAfter && !IsProbe(row, result)
            ? new GateHealth(row, 0)
            : new GateHealth(row.Hold == GateHold.None ? row : new GateRow { Key = row.Key, Generation = row.Generation, Pauses = row.Pauses }, 0);
    }

    private static GateHealth Shut(GateHealth before, AttemptResult result, DateTimeOffset now, GateOptions options)
    {
        var (row, asked) = (before.Row, Asked(result, options));
        if (row.Hold != GateHold.None)
        {
            return before with { Row = IsProbe(row, result) ? HoldAgain(row, result, asked, now, options) : Prolong(row, asked, now) };
        }

        var isBroken = GateSignals.Of(result) == GateSignal.Failed && before.Failures >= options.BreakerFailures;
        return isBroken ? before with { Row = Hold(row, GateHold.Breaker, 1, Longer(Wait(1, options), asked), result, now) }
            : asked is { } wait ? before with { Row = Hold(row, GateHold.RetryAfter, 0, wait, result, now) }
            : before;
    }

    private static GateRow HoldAgain(GateRow row, AttemptResult result, TimeSpan? asked, DateTimeOffset now, GateOptions options)
    {
        if (GateSignals.Of(result) == GateSignal.Failed)
        {
            return Hold(row, GateHold.Breaker, row.Level + 1, Longer(Wait(row.Level + 1, options), asked), result, now);
        }

        // It is there and wants less: no step further, and as long as it asks for, or else as long as before.
        return asked is { } wait
            ? Hold(row, GateHold.RetryAfter, row.Level, wait, result, now)
            : Hold(row, row.Hold, row.Level, Wait(Math.Max(row.Level, 1), options), result, now);
    }

    // What was in flight when the hold began must not raise its level: sixty-four of them would make the first hold the longest.
    private static GateRow Prolong(GateRow row, TimeSpan? asked, DateTimeOffset now) =>
        asked is { } wait && now + wait > row.HeldUntil ? row with { HeldUntil = now + wait } : row;

    private static GateRow Hold(GateRow row, GateHold hold, int level, TimeSpan wait, AttemptResult result, DateTimeOffset now) => row with
    {
        Hold = hold,
        Level = level,
        HeldUntil = now + wait,
        HeldSince = row.HeldSince ?? now,
        Reason = result.Detail,
    };

    // While a gate is held nothing starts: what began after the end of the hold is a probe, all else began before the hold.
    private static bool IsProbe(GateRow row, AttemptResult result) => row.Hold != GateHold.None && result.StartedAt >= row.HeldUntil;

    private static TimeSpan? Asked(AttemptResult result, GateOptions options) =>
        result.RetryAfter is not { } asked || !RetrySchedule.HeedsRetryAfter(result.Status) ? null
        : asked < options.MaxRetryAfter ? asked : options.MaxRetryAfter;

    private static TimeSpan Longer(TimeSpan wait, TimeSpan? asked) => asked > wait ? asked.Value : wait;
}
