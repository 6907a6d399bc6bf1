using Handler.Server.Storage;

namespace Handler.Tests.Server.Storage;

public sealed class GateRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly GateRow Open = new() { Key = new GateKey(OwnerScope.Anonymous, "https://hooks.example:443"), Generation = 4 };
    private static readonly GateRow Broken = Open with { Hold = GateHold.Breaker, HeldUntil = Now.AddMinutes(1), HeldSince = Now, Level = 3 };

    [Fact]
    public void An_operators_hold_takes_the_place_of_the_breakers_and_begins_a_generation()
    {
        var held = GateRules.Hold(Broken, "ann", "maintenance", Now.AddSeconds(5));

        held.ShouldBe(Open with
        {
            Hold = GateHold.Operator,
            HeldUntil = DateTimeOffset.MaxValue,
            HeldSince = Now.AddSeconds(5),
            HeldBy = "ann",
            Reason = "maintenance",
            Generation = 5,
            Pauses = GatePauses.None.Begin(Now.AddSeconds(5)),
        });
    }

    [Fact]
    public void Resuming_forgets_what_the_gate_has_earned_and_ends_the_pause()
    {
        var resumed = GateRules.Resume(GateRules.Hold(Broken, "ann", null, Now), Now.AddHours(1));

        resumed.ShouldBe(Open with { Generation = 6, Pauses = GatePauses.None.Begin(Now).End(Now.AddHours(1)) });
    }

    [Fact]
    public void The_engine_writes_over_what_it_knew_and_never_over_an_operator()
    {
        var operators = GateRules.Hold(Open, "ann", null, Now);

        GateRules.Record(Open, Broken).ShouldBe(Broken);
        GateRules.Record(operators, Broken).ShouldBeSameAs(operators);
        GateRules.Record(operators, Broken with { Generation = 5 }).Pauses.ShouldBe(operators.Pauses);
    }

    [Theory]
    [InlineData(GateHold.None, false)]
    [InlineData(GateHold.Operator, false)]
    [InlineData(GateHold.Breaker, true)]
    [InlineData(GateHold.RetryAfter, true)]
    public void Only_breaker_and_Retry_After_let_what_is_overdue_expire(GateHold hold, bool expires) =>
        GateRules.Expires(Open with { Hold = hold }).ShouldBe(expires);
}
