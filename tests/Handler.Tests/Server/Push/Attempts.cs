using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

/// <summary>Attempt results and lanes as the tests of the schedule need them.</summary>
internal static class Attempts
{
    public static readonly DateTimeOffset Committed = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static AttemptResult Answered(int status, TimeSpan? retryAfter = null, DateTimeOffset? startedAt = null) =>
        Ended(AttemptOutcome.Answered, startedAt) with { Status = status, RetryAfter = retryAfter };

    public static AttemptResult Delivered(DateTimeOffset? startedAt = null) => Ended(AttemptOutcome.Delivered, startedAt) with { Status = 200 };

    public static AttemptResult Ended(AttemptOutcome outcome, DateTimeOffset? startedAt = null) =>
        new() { Outcome = outcome, StartedAt = startedAt ?? Committed, Duration = TimeSpan.FromMilliseconds(20) };

    public static LaneProgress Lane(int tries = 0, int refusals = 0, int failures = 0) => new(Committed, tries, refusals, failures);

    /// <summary>Of what was committed at <see cref="Committed"/>, at a gate that nobody ever held.</summary>
    public static HeadAge AgeOf(AttemptResult result, PushOptions options) =>
        new(Committed, GatePauses.None.CommittedUpTo(result.StartedAt, options.Horizon), IsGateHeld: false);
}
