using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// What follows an attempt, decided purely: no clock, no randomness of its own, no store. Three counters decide: the tries of a delivery, its
/// refusals, and the failures of its lane since the last success.
/// </summary>
internal static class RetrySchedule
{
    /// <summary>Decides.</summary>
    /// <param name="result">The attempt.</param>
    /// <param name="before">The lane before it.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="committedAt">When the event was committed.</param>
    /// <param name="jitter">Random, from 0 to below 1.</param>
    /// <param name="options">Waits and horizon.</param>
    public static NextStep Decide(
        AttemptResult result, LaneProgress before, DateTimeOffset now, DateTimeOffset committedAt, double jitter, PushOptions options)
    {
        var row = RowOf(result);
        if (row == ResultRow.Delivered)
        {
            return new NextStep.Delivered(LaneProgress.DueAt(now));
        }

        var after = Count(before, row);
        var backoff = Backoff(after.Failures, jitter, options.Retry);
        return row switch
        {
            ResultRow.Gone => new NextStep.Gone(Onward(after, now)),
            ResultRow.Forbidden => new NextStep.Dead(DeadReason.Forbidden, Onward(after, now + backoff)),
            _ when DeadReasonOf(row, after, result.StartedAt, committedAt, options) is { } reason =>
                Die(reason, row, after, result.StartedAt, now, backoff, options),
            ResultRow.Later => new NextStep.Retry(after with { Due = now + Longer(backoff, result.RetryAfter, result.Status) }),
            _ => new NextStep.Retry(after with { Due = now + Waits(row, options.Retry)[after.Refusals - 1] }),
        };
    }

    /// <summary>The row of the table that a result falls under.</summary>
    public static ResultRow RowOf(AttemptResult result) =>
        result.Outcome switch
        {
            AttemptOutcome.Delivered => ResultRow.Delivered,
            AttemptOutcome.Answered => RowOf(result.Status ?? 0),
            AttemptOutcome.AddressForbidden => result.UrlForbidden ? ResultRow.Forbidden : ResultRow.Refused,
            AttemptOutcome.RequestInvalid => ResultRow.Refused,
            _ => ResultRow.Later,
        };

    /// <summary>Whether <c>Retry-After</c> counts on an answer of this status.</summary>
    public static bool HeedsRetryAfter(int? status) => status is 429 or >= 500;

    private static ResultRow RowOf(int status) =>
        status switch
        {
            410 => ResultRow.Gone,
            400 or 413 or 415 or 422 => ResultRow.RefusedStrictly,
            408 or 425 or 429 or >= 500 => ResultRow.Later,
            _ => ResultRow.Refused,
        };

    private static LaneProgress Count(LaneProgress before, ResultRow row) =>
        before with
        {
            Tries = before.Tries + 1,
            Refusals = before.Refusals + (row is ResultRow.Refused or ResultRow.RefusedStrictly ? 1 : 0),
            Failures = before.Failures + 1,
        };

    private static DeadReason? DeadReasonOf(
        ResultRow row, LaneProgress after, DateTimeOffset startedAt, DateTimeOffset committedAt, PushOptions options)
    {
        // Overdue before its turn came: that was its one attempt. What fell due during the attempt still has its one to come.
        if (startedAt - committedAt >= options.Horizon)
        {
            return DeadReason.Expired;
        }

        return row != ResultRow.Later && after.Refusals > Waits(row, options.Retry).Count ? DeadReason.Refused : null;
    }

    private static NextStep.Dead Die(
        DeadReason reason, ResultRow row, LaneProgress after, DateTimeOffset startedAt, DateTimeOffset now, TimeSpan backoff, PushOptions options)
    {
        // A receiver that refuses one body is well: the next delivery need not wait.
        var next = Onward(after, row == ResultRow.RefusedStrictly ? now : now + backoff);
        return new NextStep.Dead(reason, next, reason == DeadReason.Expired ? startedAt - options.Horizon : null);
    }

    private static IReadOnlyList<TimeSpan> Waits(ResultRow row, RetryOptions retry) =>
        row == ResultRow.RefusedStrictly ? retry.StrictRefusalWaits : retry.RefusalWaits;

    /// <summary>The next delivery of the lane begins its own count; the lane's failures stay.</summary>
    private static LaneProgress Onward(LaneProgress after, DateTimeOffset due) => new(due, Tries: 0, Refusals: 0, after.Failures);

    private static TimeSpan Backoff(int failures, double jitter, RetryOptions retry)
    {
        var end = Math.Min(retry.FirstDelay.Ticks * Math.Pow(2, failures - 1), retry.MaxDelay.Ticks);
        return TimeSpan.FromTicks(Math.Max((long)(end * jitter), retry.Floor.Ticks));
    }

    private static TimeSpan Longer(TimeSpan backoff, TimeSpan? retryAfter, int? status) =>
        HeedsRetryAfter(status) && retryAfter > backoff ? retryAfter.Value : backoff;
}
