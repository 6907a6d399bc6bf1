using FsCheck;
using FsCheck.Fluent;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

public sealed class RetrySchedulePropertyTests
{
    private static readonly PushOptions Options = new();
    private static readonly DateTimeOffset Now = Attempts.Committed.AddHours(1);

    private static readonly Gen<AttemptResult> AnyFailure =
        from status in Gen.Choose(300, 599)
        from outcome in Gen.Choose((int)AttemptOutcome.NameNotResolved, (int)AttemptOutcome.RequestInvalid)
        from answered in Gen.Elements(true, false)
        from retryAfter in Gen.Choose(0, 3600)
        select answered
            ? Attempts.Answered(status, retryAfter == 0 ? null : TimeSpan.FromSeconds(retryAfter))
            : Attempts.Ended((AttemptOutcome)outcome);

    private static readonly Gen<LaneProgress> AnyLane =
        from tries in Gen.Choose(0, 100)
        from refusals in Gen.Choose(0, 5)
        from failures in Gen.Choose(0, 2000)
        select Attempts.Lane(tries, refusals, failures);

    private static readonly Gen<double> AnyJitter = Gen.Choose(0, 999_999).Select(n => n / 1_000_000d);

    private static readonly Arbitrary<(AttemptResult Result, LaneProgress Before, double Jitter)> AnyCase = (
        from result in AnyFailure
        from before in AnyLane
        from jitter in AnyJitter
        select (result, before, jitter)).ToArbitrary();

    [Fact]
    public void No_retry_comes_before_the_floor_or_after_the_longest_wait() =>
        Prop.ForAll(AnyCase, c =>
        {
            var wait = Decide(c.Result, c.Before, c.Jitter) is NextStep.Retry retry ? retry.Progress.Due - Now : Options.Retry.Floor;
            return wait >= Options.Retry.Floor && wait <= TimeSpan.FromHours(1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_retry_comes_before_the_Retry_After_that_counts() =>
        Prop.ForAll(AnyCase, c =>
            c.Result is not { Status: 429 or >= 500, RetryAfter: { } asked }
            || Decide(c.Result, c.Before, c.Jitter).Progress.Due - Now >= asked).QuickCheckThrowOnFailure();

    [Fact]
    public void A_retry_counts_one_try_one_failure_and_at_most_one_refusal() =>
        Prop.ForAll(AnyCase, c =>
            Decide(c.Result, c.Before, c.Jitter) is not NextStep.Retry { Progress: var after }
            || (after.Tries == c.Before.Tries + 1 && after.Failures == c.Before.Failures + 1
                && after.Refusals - c.Before.Refusals is 0 or 1)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_failure_counts_until_a_success_clears_it() =>
        Prop.ForAll(AnyCase, c => Decide(c.Result, c.Before, c.Jitter).Progress.Failures == c.Before.Failures + 1).QuickCheckThrowOnFailure();

    [Fact]
    public void A_delivery_that_is_only_refused_is_over_by_the_6th_answer()
    {
        var refusals = Gen.Choose(300, 499).Where(status => status is not (408 or 425 or 429)).ArrayOf(6).ToArbitrary();

        Prop.ForAll(refusals, statuses =>
        {
            var lane = Attempts.Lane();
            foreach (var status in statuses)
            {
                var step = Decide(Attempts.Answered(status), lane, 0.5);
                if (step is not NextStep.Retry)
                {
                    return true;
                }

                lane = step.Progress;
            }

            return false;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_the_answers_a_delivery_is_over_one_attempt_after_the_horizon()
    {
        var run = (from results in AnyFailure.ListOf(400)
                   from jitter in AnyJitter
                   select (results, jitter)).ToArbitrary();

        Prop.ForAll(run, c =>
        {
            var lane = Attempts.Lane();
            foreach (var result in c.results)
            {
                var startedAt = lane.Due;
                var begun = result with { StartedAt = startedAt };
                var step = RetrySchedule.Decide(begun, lane, startedAt, Attempts.AgeOf(begun, Options), c.jitter, Options.Retry);
                if (step is not NextStep.Retry)
                {
                    return true;
                }

                if (startedAt - Attempts.Committed >= Options.Horizon)
                {
                    return false;
                }

                lane = step.Progress;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static NextStep Decide(AttemptResult result, LaneProgress before, double jitter) =>
        RetrySchedule.Decide(result, before, Now, Attempts.AgeOf(result, Options), jitter, Options.Retry);
}
