using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

public sealed class PushMetricsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MeterRig _meters = new();
    private readonly PushMetrics _metrics;

    public PushMetricsTests() => _metrics = new PushMetrics(_meters);

    [Fact]
    public void A_delivery_counts_its_attempt_and_how_long_it_took_from_the_commit()
    {
        Attempt(AttemptOutcome.Delivered, 204, new NextStep.Delivered(LaneProgress.DueAt(Now)));

        _meters.Of("handler.push.attempts").ShouldBe(["1 outcome=delivered status_class=2xx"]);
        _meters.Of("handler.push.attempt.duration").ShouldBe(["0.25 outcome=delivered status_class=2xx"]);
        _meters.Of("handler.push.delivered").ShouldBe(["1"]);
        _meters.Of("handler.push.delivery.duration").ShouldBe(["3"]);
        _meters.Of("handler.push.retries").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AttemptOutcome.Answered, 503, "answered status_class=5xx")]
    [InlineData(AttemptOutcome.Answered, 404, "answered status_class=4xx")]
    [InlineData(AttemptOutcome.Answered, 302, "answered status_class=3xx")]
    [InlineData(AttemptOutcome.DeadlineExceeded, null, "deadline-exceeded")]
    [InlineData(AttemptOutcome.NameNotResolved, null, "name-not-resolved")]
    [InlineData(AttemptOutcome.AddressForbidden, null, "address-forbidden")]
    [InlineData(AttemptOutcome.NotConnected, null, "not-connected")]
    [InlineData(AttemptOutcome.TlsFailed, null, "tls-failed")]
    [InlineData(AttemptOutcome.ConnectionBroken, null, "connection-broken")]
    [InlineData(AttemptOutcome.AnswerInvalid, null, "answer-invalid")]
    [InlineData(AttemptOutcome.RequestInvalid, null, "request-invalid")]
    public void A_failure_is_told_by_its_outcome_and_the_class_of_its_status(AttemptOutcome outcome, int? status, string tags)
    {
        Attempt(outcome, status, new NextStep.Retry(LaneProgress.DueAt(Now)));

        _meters.Of("handler.push.attempts").ShouldBe([$"1 outcome={tags}"]);
        _meters.Of("handler.push.retries").ShouldBe(["1"]);
        _meters.Of("handler.push.delivered").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_given_up_is_counted_by_its_reason()
    {
        Attempt(AttemptOutcome.Answered, 400, new NextStep.Dead(DeadReason.Refused, LaneProgress.DueAt(Now)));
        Attempt(AttemptOutcome.Answered, 410, new NextStep.Gone(LaneProgress.DueAt(Now)));
        _metrics.Died(DeadReason.ExpiredHeld, stretches: 3);

        _meters.Of("handler.push.dead").ShouldBe(["1 reason=refused", "1 reason=gone", "3 reason=expired-held"]);
    }

    [Fact]
    public void Overflow_redeliveries_refusals_of_the_store_and_limits_are_counted()
    {
        _metrics.Overflowed();
        _metrics.Redelivered(Result(AttemptOutcome.Answered, 500));
        _metrics.StoreRefused("record");
        _metrics.Limited(PushLimit.BodyBytes);

        _meters.Of("handler.push.overflows").ShouldBe(["1"]);
        _meters.Of("handler.push.redeliveries").ShouldBe(["1 outcome=answered status_class=5xx"]);
        _meters.Of("handler.push.store.refusals").ShouldBe(["1 operation=record"]);
        _meters.Of("handler.push.limits").ShouldBe(["1 limit=waiting", "1 limit=body-bytes"]);
    }

    [Fact]
    public void Each_value_has_a_word_of_its_own()
    {
        Enum.GetValues<AttemptOutcome>().Select(PushWords.Of).ShouldBeUnique();
        Enum.GetValues<DeadReason>().Select(PushWords.Of).ShouldBeUnique();
        Enum.GetValues<GateHold>().Select(PushWords.Of).ShouldBeUnique();
        Enum.GetValues<PushLimit>().Select(PushWords.Of).ShouldBeUnique();
    }

    public void Dispose() => _meters.Dispose();

    private void Attempt(AttemptOutcome outcome, int? status, NextStep next) => _metrics.Attempted(
        new LaneDelivery { Sequence = 1, CommittedAt = Now - TimeSpan.FromSeconds(3) }, Result(outcome, status), next, Now);

    private static AttemptResult Result(AttemptOutcome outcome, int? status) => new()
    {
        Outcome = outcome,
        Status = status,
        StartedAt = Now,
        Duration = TimeSpan.FromMilliseconds(250),
    };
}
