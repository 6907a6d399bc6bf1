using Handler.Server.Push;
using Handler.Server.Storage;
using static Handler.Tests.Server.Push.Attempts;

namespace Handler.Tests.Server.Push;

public sealed class GateScheduleTests
{
    private static readonly DateTimeOffset Now = Committed.AddHours(1);
    private static readonly GateRow Well = new() { Key = new GateKey(OwnerScope.Anonymous, "https://hook:443"), Generation = 3 };
    private static readonly GateOptions Options = new();

    private static readonly AttemptResult Refused = Ended(AttemptOutcome.NotConnected);

    [Fact]
    public void The_breaker_opens_when_the_last_20_attempts_all_failed()
    {
        var gate = Run(Open(), Enumerable.Repeat(Refused, 19));

        var broken = After(gate, Refused with { Detail = "Connection refused." });

        gate.ShouldBe(new GateHealth(Well, 19));
        broken.Row.ShouldBe(Well with
        {
            Hold = GateHold.Breaker,
            HeldUntil = Now.AddSeconds(5),
            HeldSince = Now,
            Level = 1,
            Reason = "Connection refused.",
        });
    }

    [Theory]
    [InlineData((int)AttemptOutcome.NameNotResolved)]
    [InlineData((int)AttemptOutcome.NotConnected)]
    [InlineData((int)AttemptOutcome.TlsFailed)]
    [InlineData((int)AttemptOutcome.ConnectionBroken)]
    [InlineData((int)AttemptOutcome.AnswerInvalid)]
    [InlineData((int)AttemptOutcome.DeadlineExceeded)]
    public void No_connection_and_the_deadline_count(int outcome) =>
        After(Open(), Ended((AttemptOutcome)outcome)).Failures.ShouldBe(1);

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    public void Answers_from_500_on_count(int status) => After(Open(), Answered(status)).Failures.ShouldBe(1);

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(422)]
    public void Any_other_answer_below_500_begins_the_count_anew(int status) =>
        After(Open() with { Failures = 19 }, Any(status)).ShouldBe(Open());

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    public void Answers_408_425_and_429_neither_count_nor_begin_anew(int status) =>
        After(Open() with { Failures = 19 }, Answered(status)).ShouldBe(Open() with { Failures = 19 });

    [Fact]
    public void Attempts_without_a_request_say_nothing_of_the_gate()
    {
        After(Open() with { Failures = 19 }, Ended(AttemptOutcome.AddressForbidden)).Failures.ShouldBe(19);
        After(Open() with { Failures = 19 }, Ended(AttemptOutcome.RequestInvalid)).Failures.ShouldBe(19);
    }

    [Fact]
    public void A_probe_that_fails_holds_for_twice_as_long_up_to_5_minutes()
    {
        var gate = Held(GateHold.Breaker, level: 1);
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            gate = After(gate, Refused with { StartedAt = gate.Row.HeldUntil }, gate.Row.HeldUntil);
            waits.Add((gate.Row.HeldUntil - gate.Row.HeldSince!.Value).TotalSeconds);
        }

        gate.Row.Level.ShouldBe(9);
        waits.Zip(waits.Prepend(0)).Select(pair => pair.First - pair.Second).ShouldBe([10, 20, 40, 80, 160, 300, 300, 300]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(422)]
    public void Any_answer_below_500_to_a_probe_opens_the_gate(int status)
    {
        var probed = After(Held(GateHold.Breaker, level: 6), Any(status) with { StartedAt = Now });

        probed.ShouldBe(Open());
    }

    [Fact]
    public void What_was_in_flight_when_the_breaker_opened_may_open_the_gate_and_does_not_raise_its_level()
    {
        var held = Held(GateHold.Breaker, level: 1, left: TimeSpan.FromSeconds(3));

        After(held, Refused).Row.ShouldBe(held.Row);
        After(held, Delivered()).ShouldBe(Open());
    }

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    public void A_probe_that_is_told_to_come_later_holds_as_long_as_before(int status)
    {
        var held = Held(GateHold.Breaker, level: 3);

        After(held, Answered(status, startedAt: Now)).Row.ShouldBe(held.Row with { HeldUntil = Now.AddSeconds(20) });
    }

    [Theory]
    [InlineData(429, 30, 30)]
    [InlineData(429, 1, 1)]
    [InlineData(503, 30, 30)]
    [InlineData(500, 60, 60)]
    [InlineData(503, 3600, 60)]
    public void Retry_After_on_429_and_5xx_holds_the_gate_for_a_minute_at_most(int status, int asked, int held)
    {
        var gate = After(Open(), Answered(status, TimeSpan.FromSeconds(asked)));

        (gate.Row.Hold, gate.Row.HeldUntil, gate.Row.Level).ShouldBe((GateHold.RetryAfter, Now.AddSeconds(held), 0));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(404)]
    [InlineData(200)]
    public void Retry_After_on_other_answers_holds_nothing(int status) =>
        After(Open(), Any(status) with { RetryAfter = TimeSpan.FromSeconds(30) }).Row.ShouldBe(Well);

    [Fact]
    public void The_20th_failure_with_a_Retry_After_holds_for_the_longer_of_the_two()
    {
        var failing = Open() with { Failures = 19 };

        After(failing, Answered(503, TimeSpan.FromSeconds(30))).Row.HeldUntil.ShouldBe(Now.AddSeconds(30));
        After(failing, Answered(503, TimeSpan.FromSeconds(2))).Row.HeldUntil.ShouldBe(Now.AddSeconds(5));
    }

    [Fact]
    public void What_was_in_flight_when_a_Retry_After_came_does_not_lift_it_and_may_prolong_it()
    {
        var held = Held(GateHold.RetryAfter, level: 0, left: TimeSpan.FromSeconds(10));

        After(held, Delivered()).Row.ShouldBe(held.Row);
        After(held, Answered(429, TimeSpan.FromSeconds(5))).Row.ShouldBe(held.Row);
        After(held, Answered(429, TimeSpan.FromSeconds(15))).Row.ShouldBe(held.Row with { HeldUntil = Now.AddSeconds(15) });
    }

    [Fact]
    public void A_probe_after_a_Retry_After_opens_holds_again_or_makes_the_breakers_first_step()
    {
        var over = Held(GateHold.RetryAfter, level: 0);

        After(over, Delivered(Now)).ShouldBe(Open());
        After(over, Answered(429, TimeSpan.FromSeconds(7), Now)).Row.HeldUntil.ShouldBe(Now.AddSeconds(7));
        After(over, Answered(429, startedAt: Now)).Row.ShouldBe(over.Row with { HeldUntil = Now.AddSeconds(5) });
        After(over, Refused with { StartedAt = Now }).Row.ShouldBe(over.Row with { Hold = GateHold.Breaker, Level = 1, HeldUntil = Now.AddSeconds(5) });
    }

    [Fact]
    public void Whatever_is_answered_an_operators_hold_stands()
    {
        var held = new GateHealth(GateRules.Hold(Well, "ann", null, Now), 0);

        After(held, Delivered()).ShouldBe(held);
        After(held, Answered(503, TimeSpan.FromSeconds(30))).ShouldBe(held);
        Run(held, Enumerable.Repeat(Refused, 30)).ShouldBe(held);
    }

    private static GateHealth Open() => new(Well, 0);

    /// <summary>Held, its time over now, or only after what is <paramref name="left"/>.</summary>
    private static GateHealth Held(GateHold hold, int level, TimeSpan left = default) =>
        new(Well with { Hold = hold, Level = level, HeldSince = Now, HeldUntil = Now + left }, 20);

    private static AttemptResult Any(int status) => status == 200 ? Delivered() : Answered(status);

    private static GateHealth After(GateHealth before, AttemptResult result, DateTimeOffset? now = null) =>
        GateSchedule.Decide(before, result, now ?? Now, Options);

    private static GateHealth Run(GateHealth before, IEnumerable<AttemptResult> results) => results.Aggregate(before, (gate, result) => After(gate, result));
}
