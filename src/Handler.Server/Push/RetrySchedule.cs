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
    /// <param name="age">How old the delivery was when the attempt began.</param>
    /// <param name="jitter">Random, from 0 to below 1.</param>
    /// <param name="retry">Waits.</param>
    public static NextStep Decide(AttemptResult result, LaneProgress before, DateTimeOffset now, HeadAge age, double jitter, RetryOptions retry)
    {
        var row = RowOf(result);
        if (row == ResultRow.Delivered)
        {
            return new NextStep.Delivered(LaneProgress.DueAt(now));
        }

        var after = Count(before, row);
        var backoff = Backoff(after.Failures, jitter, retry);
        return row switch
        {
            ResultRow.Gone => new NextStep.Gone(Onward(after, now)),
            ResultRow.Forbidden => new NextStep.Dead(DeadReason.Forbidden, Onward(after, now + backoff)),

            // Overdue before its turn came: that was its one attempt. What fell due during the attempt still has its one to come.
            _ when age.IsOverdue => new NextStep.Dead(age.Reason, NextAfterDeath(row, after, now, backoff), age.OverdueUpTo),
            ResultRow.Later => new NextStep.Retry(after with { Due = now + Longer(backoff, result.RetryAfter, result.Status) }),
            _ when after.Refusals > Waits(row, retry).Count => new NextStep.Dead(DeadReason.Refused, NextAfterDeath(row, after, now, backoff)),
            _ => new NextStep.Retry(after with { Due = now + Waits(row, retry)[after.Refusals - 1] }),
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

    // A receiver that refuses one body is well: the next delivery need not wait.
    private static LaneProgress NextAfterDeath(ResultRow row, LaneProgress after, DateTimeOffset now, TimeSpan backoff) =>
        Onward(after, row == ResultRow.RefusedStrictly ? now : now + backoff);

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
