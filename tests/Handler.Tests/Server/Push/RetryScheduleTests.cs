using Handler.Server.Push;
using Handler.Server.Storage;
using static Handler.Tests.Server.Push.Attempts;

namespace Handler.Tests.Server.Push;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Now = Committed.AddSeconds(2);
    private readonly PushOptions _options = new();

    [Fact]
    public void A_success_moves_on_and_clears_all_three_counters()
    {
        var step = Decide(Delivered(), Lane(tries: 7, refusals: 2, failures: 9));

        step.ShouldBe(new NextStep.Delivered(new LaneProgress(Now, 0, 0, 0)));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    public void A_status_that_may_pass_is_tried_again_by_backoff(int status)
    {
        var step = Decide(Answered(status), Lane(tries: 2, refusals: 1, failures: 3), jitter: 0.5);

        step.ShouldBe(new NextStep.Retry(new LaneProgress(Now.AddSeconds(4), 3, 1, 4)));
    }

    [Theory]
    [InlineData((int)AttemptOutcome.NameNotResolved)]
    [InlineData((int)AttemptOutcome.NotConnected)]
    [InlineData((int)AttemptOutcome.TlsFailed)]
    [InlineData((int)AttemptOutcome.ConnectionBroken)]
    [InlineData((int)AttemptOutcome.AnswerInvalid)]
    [InlineData((int)AttemptOutcome.DeadlineExceeded)]
    public void A_failure_without_an_answer_is_tried_again_by_backoff(int outcome)
    {
        var step = Decide(Ended((AttemptOutcome)outcome), Lane(), jitter: 0.75);

        step.ShouldBe(new NextStep.Retry(new LaneProgress(Now.AddSeconds(0.75), 1, 0, 1)));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(418)]
    [InlineData(451)]
    [InlineData(101)]
    public void A_refusal_that_a_deploy_may_lift_waits_10_s_1_5_15_40_min_and_dies_at_the_6th(int status)
    {
        var waits = new List<double>();
        var lane = Lane();
        NextStep step;
        while ((step = Decide(Answered(status), lane)) is NextStep.Retry)
        {
            waits.Add((step.Progress.Due - Now).TotalSeconds);
            lane = step.Progress;
        }

        waits.ShouldBe([10, 60, 300, 900, 2400]);
        step.ShouldBeOfType<NextStep.Dead>().Reason.ShouldBe(DeadReason.Refused);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    public void A_refusal_of_the_body_waits_10_s_and_1_min_and_dies_at_the_3rd(int status)
    {
        var waits = new List<double>();
        var lane = Lane();
        NextStep step;
        while ((step = Decide(Answered(status), lane)) is NextStep.Retry)
        {
            waits.Add((step.Progress.Due - Now).TotalSeconds);
            lane = step.Progress;
        }

        waits.ShouldBe([10, 60]);
        step.ShouldBeOfType<NextStep.Dead>().Reason.ShouldBe(DeadReason.Refused);
    }

    [Fact]
    public void An_address_forbidden_after_a_look_up_counts_as_a_refusal()
    {
        var step = Decide(Ended(AttemptOutcome.AddressForbidden), Lane());

        step.ShouldBe(new NextStep.Retry(new LaneProgress(Now.AddSeconds(10), 1, 1, 1)));
    }

    [Fact]
    public void A_request_that_cannot_be_made_of_what_is_stored_counts_as_a_refusal() =>
        Decide(Ended(AttemptOutcome.RequestInvalid), Lane()).ShouldBe(new NextStep.Retry(new LaneProgress(Now.AddSeconds(10), 1, 1, 1)));

    [Fact]
    public void A_URL_that_the_policy_forbids_dies_at_once()
    {
        var step = Decide(Ended(AttemptOutcome.AddressForbidden) with { UrlForbidden = true }, Lane(failures: 1), jitter: 0.5);

        step.ShouldBe(new NextStep.Dead(DeadReason.Forbidden, new LaneProgress(Now.AddSeconds(1), 0, 0, 2)));
    }

    [Fact]
    public void A_410_is_gone_whatever_came_before_and_however_late()
    {
        Decide(Answered(410), Lane(tries: 3, refusals: 2, failures: 3)).ShouldBeOfType<NextStep.Gone>();

        var late = Answered(410, startedAt: Committed.AddHours(25));
        Decide(late, Lane(), now: Committed.AddHours(25)).ShouldBeOfType<NextStep.Gone>();
    }

    [Theory]
    [InlineData(3, 400, true)]
    [InlineData(2, 400, true)]
    [InlineData(1, 400, false)]
    [InlineData(4, 404, false)]
    [InlineData(5, 404, true)]
    public void The_last_answer_says_how_many_refusals_are_too_many(int refusalsBefore, int status, bool dies) =>
        (Decide(Answered(status), Lane(refusals: refusalsBefore)) is NextStep.Dead).ShouldBe(dies);

    [Fact]
    public void A_failure_between_refusals_does_not_count_as_one()
    {
        var step = Decide(Answered(503), Lane(tries: 5, refusals: 5, failures: 5));

        step.ShouldBeOfType<NextStep.Retry>().Progress.Refusals.ShouldBe(5);
    }

    [Fact]
    public void After_a_death_by_400_the_next_delivery_goes_at_once_with_counters_of_its_own()
    {
        var step = Decide(Answered(400), Lane(tries: 2, refusals: 2, failures: 2), jitter: 0.9);

        step.ShouldBe(new NextStep.Dead(DeadReason.Refused, new LaneProgress(Now, 0, 0, 3)));
    }

    [Fact]
    public void After_a_death_by_404_the_next_delivery_waits_as_failures_say()
    {
        var step = Decide(Answered(404), Lane(tries: 5, refusals: 5, failures: 5), jitter: 0.5);

        step.ShouldBe(new NextStep.Dead(DeadReason.Refused, new LaneProgress(Now.AddSeconds(16), 0, 0, 6)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(11, 2048)]
    [InlineData(12, 3600)]
    [InlineData(1_000_000, 3600)]
    public void The_wait_doubles_from_1_s_to_1_h(int failuresBefore, double seconds)
    {
        var step = Decide(Answered(503), Lane(failures: failuresBefore), jitter: 0.5);

        (step.Progress.Due - Now).TotalSeconds.ShouldBe(seconds / 2);
    }

    [Fact]
    public void The_wait_is_random_down_to_the_floor()
    {
        Decide(Answered(503), Lane(failures: 3), jitter: 0).Progress.Due.ShouldBe(Now.AddSeconds(0.5));
        Decide(Answered(503), Lane(failures: 3), jitter: 0.25).Progress.Due.ShouldBe(Now.AddSeconds(2));
    }

    [Fact]
    public void A_development_agent_waits_5_s_at_most()
    {
        _options.Retry.MaxDelay = TimeSpan.FromSeconds(5);

        Decide(Answered(503), Lane(failures: 40), jitter: 0.999).Progress.Due.ShouldBeLessThanOrEqualTo(Now.AddSeconds(5));
    }

    [Theory]
    [InlineData(429, 30)]
    [InlineData(503, 30)]
    [InlineData(500, 30)]
    [InlineData(408, 1)]
    [InlineData(425, 1)]
    public void Retry_After_counts_on_429_and_5xx_alone(int status, double seconds)
    {
        var step = Decide(Answered(status, retryAfter: TimeSpan.FromSeconds(30)), Lane(failures: 1), jitter: 0.5);

        (step.Progress.Due - Now).TotalSeconds.ShouldBe(seconds);
    }

    [Fact]
    public void Retry_After_on_a_refusal_changes_nothing() =>
        Decide(Answered(404, retryAfter: TimeSpan.FromHours(1)), Lane()).Progress.Due.ShouldBe(Now.AddSeconds(10));

    [Fact]
    public void A_backoff_longer_than_Retry_After_stands() =>
        Decide(Answered(503, retryAfter: TimeSpan.FromSeconds(1)), Lane(failures: 5), jitter: 0.5).Progress.Due.ShouldBe(Now.AddSeconds(16));

    [Theory]
    [InlineData(503)]
    [InlineData(404)]
    [InlineData(400)]
    public void What_was_overdue_when_its_turn_came_dies_with_all_that_is_overdue(int status)
    {
        var startedAt = Committed.AddHours(30);

        var step = Decide(Answered(status, startedAt: startedAt), Lane(), now: startedAt.AddSeconds(3));

        var dead = step.ShouldBeOfType<NextStep.Dead>();
        dead.Reason.ShouldBe(DeadReason.Expired);
        dead.AndCommittedUpTo.ShouldBe(startedAt.AddHours(-24));
    }

    [Fact]
    public void What_was_overdue_and_is_delivered_is_delivered() =>
        Decide(Delivered(Committed.AddDays(9)), Lane(), now: Committed.AddDays(9)).ShouldBeOfType<NextStep.Delivered>();

    [Fact]
    public void What_fell_overdue_during_its_attempt_has_its_one_attempt_to_come()
    {
        var startedAt = Committed.AddHours(24).AddSeconds(-1);

        Decide(Answered(503, startedAt: startedAt), Lane(), now: startedAt.AddSeconds(15)).ShouldBeOfType<NextStep.Retry>();
        Decide(Answered(503, startedAt: Committed.AddHours(24)), Lane(), now: Committed.AddHours(24)).ShouldBeOfType<NextStep.Dead>();
    }

    [Fact]
    public void A_death_before_the_horizon_takes_nothing_else_with_it() =>
        Decide(Answered(400), Lane(refusals: 2)).ShouldBeOfType<NextStep.Dead>().AndCommittedUpTo.ShouldBeNull();

    [Fact]
    public void What_is_overdue_at_a_held_gate_dies_as_expired_held_with_all_that_is()
    {
        var upTo = Committed.AddMinutes(5);

        var step = RetrySchedule.Decide(Answered(503), Lane(tries: 3), Now, new HeadAge(Committed, upTo, IsGateHeld: true), 0.5, _options.Retry);

        var dead = step.ShouldBeOfType<NextStep.Dead>();
        (dead.Reason, dead.AndCommittedUpTo).ShouldBe((DeadReason.ExpiredHeld, upTo));
    }

    [Fact]
    public void What_is_delivered_at_last_is_delivered_however_old() =>
        RetrySchedule.Decide(Delivered(), Lane(), Now, new HeadAge(Committed, Now, IsGateHeld: true), 0.5, _options.Retry)
            .ShouldBeOfType<NextStep.Delivered>();

    private NextStep Decide(AttemptResult result, LaneProgress before, double jitter = 0.5, DateTimeOffset? now = null) =>
        RetrySchedule.Decide(result, before, now ?? Now, AgeOf(result, _options), jitter, _options.Retry);
}
