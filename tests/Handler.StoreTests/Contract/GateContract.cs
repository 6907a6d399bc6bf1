using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Gates: an operator's hold, and what the engine writes beside it.</summary>
public abstract class GateContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly GateKey Gate = new(OwnerScope.Anonymous, Make.Origin);

    private DateTimeOffset Now => Clock.GetUtcNow();

    [Fact]
    public async Task An_operator_holds_a_gate_and_nothing_is_due_there_until_it_is_resumed()
    {
        await BeginAsync(config: Make.Config());

        var held = await Store.HoldGateAsync(Gate, "ann", "they asked us to", Cancel);
        var taken = await TakeAsync();
        Clock.Advance(TimeSpan.FromDays(7));
        var later = await TakeAsync();
        var resumed = await Store.ResumeGateAsync(Gate, Cancel);

        held.Outcome.ShouldBe(GateChangeOutcome.Changed);
        held.Gate.ShouldNotBeNull().HeldBy.ShouldBe("ann");
        ShouldHaveNothing(taken);
        ShouldHaveNothing(later);
        resumed.Outcome.ShouldBe(GateChangeOutcome.Changed);
        (await TakeAsync()).Lanes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_held_gate_is_listed_with_who_holds_it_since_when_and_why()
    {
        await BeginAsync(config: Make.Config());

        await Store.HoldGateAsync(Gate, "ann", "they asked us to", Cancel);

        (await Store.ListGatesAsync(Cancel)).ShouldHaveSingleItem().ShouldBe(new GateRow
        {
            Key = Gate,
            Hold = GateHold.Operator,
            HeldUntil = DateTimeOffset.MaxValue,
            HeldSince = Now,
            HeldBy = "ann",
            Reason = "they asked us to",
            Generation = 1,
            Pauses = GatePauses.None.Begin(Now),
        });
    }

    [Fact]
    public async Task The_time_of_an_operators_hold_is_kept_as_a_pause()
    {
        await BeginAsync(config: Make.Config());
        var from = Now;
        await Store.HoldGateAsync(Gate, "ann", null, Cancel);
        Clock.Advance(TimeSpan.FromHours(3));
        await Store.ResumeGateAsync(Gate, Cancel);
        Clock.Advance(TimeSpan.FromHours(1));
        await Store.HoldGateAsync(Gate, "bob", null, Cancel);

        var row = (await Store.ListGatesAsync(Cancel)).ShouldHaveSingleItem();

        row.Pauses.All.ShouldBe([new GatePause(from, from.AddHours(3)), new GatePause(from.AddHours(4), DateTimeOffset.MaxValue)]);
        row.Generation.ShouldBe(3);
    }

    [Fact]
    public async Task The_engine_is_told_before_the_hold_is_answered()
    {
        await BeginAsync(config: Make.Config());

        var held = await Store.HoldGateAsync(Gate, "ann", null, Cancel);
        var resumed = await Store.ResumeGateAsync(Gate, Cancel);

        Rings.Gates.ShouldBe([held.Gate.ShouldNotBeNull(), resumed.Gate.ShouldNotBeNull()]);
    }

    [Fact]
    public async Task Holding_a_held_gate_and_resuming_an_open_one_change_nothing()
    {
        await BeginAsync(config: Make.Config());

        var open = await Store.ResumeGateAsync(Gate, Cancel);
        await Store.HoldGateAsync(Gate, "ann", "first", Cancel);
        Rings.Clear();
        var again = await Store.HoldGateAsync(Gate, "bob", "second", Cancel);

        open.Outcome.ShouldBe(GateChangeOutcome.Unchanged);
        (again.Outcome, again.Gate?.HeldBy, again.Gate?.Reason).ShouldBe((GateChangeOutcome.Unchanged, "ann", "first"));
        Rings.Gates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gate_that_no_config_ever_named_is_not_found()
    {
        await BeginAsync(config: Make.Config());

        var elsewhere = await Store.HoldGateAsync(Gate with { Origin = "https://other.example:443" }, "ann", null, Cancel);
        var anothers = await Store.ResumeGateAsync(Gate with { Scope = new OwnerScope("", "bob") }, Cancel);

        elsewhere.ShouldBe(new GateChange(GateChangeOutcome.NotFound, null));
        anothers.ShouldBe(new GateChange(GateChangeOutcome.NotFound, null));
        (await Store.ListGatesAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gate_may_be_held_though_nothing_waits_there_and_its_last_config_was_deleted()
    {
        await BeginAsync(config: Make.Config());
        await Store.DeleteAsync(Key, "config", Cancel);

        await Store.HoldGateAsync(Gate, "ann", null, Cancel);
        await SetAsync(Make.Config());

        ShouldHaveNothing(await TakeAsync());
    }

    [Fact]
    public async Task Resuming_opens_a_gate_that_its_breaker_holds()
    {
        await BeginAsync(config: Make.Config());
        await RecordAsync([], [Breaker(minutes: 5)]);

        var resumed = await Store.ResumeGateAsync(Gate, Cancel);

        resumed.Gate.ShouldBe(new GateRow { Key = Gate, Generation = 1 });
        (await TakeAsync()).Lanes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_the_engine_decided_before_an_operator_did_changes_nothing()
    {
        await BeginAsync(config: Make.Config());
        await Store.HoldGateAsync(Gate, "ann", null, Cancel);

        await RecordAsync([], [Breaker(minutes: 5)]);
        var whileHeld = (await Store.ListGatesAsync(Cancel)).ShouldHaveSingleItem();
        await Store.ResumeGateAsync(Gate, Cancel);
        await RecordAsync([], [Breaker(minutes: 5) with { Generation = 1 }]);

        whileHeld.Hold.ShouldBe(GateHold.Operator);
        (await TakeAsync()).Lanes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_the_engine_writes_leaves_the_pauses_alone()
    {
        await BeginAsync(config: Make.Config());
        await Store.HoldGateAsync(Gate, "ann", null, Cancel);
        Clock.Advance(TimeSpan.FromHours(1));
        await Store.ResumeGateAsync(Gate, Cancel);

        await RecordAsync([], [Breaker(minutes: 5) with { Generation = 2 }]);

        var row = (await Store.ListGatesAsync(Cancel)).ShouldHaveSingleItem();
        (row.Hold, row.Reason, row.Pauses.All.Count).ShouldBe((GateHold.Breaker, "It answers 503.", 1));
    }

    [Fact]
    public async Task A_breaker_whose_time_is_over_gives_its_lanes_to_be_probed()
    {
        await BeginAsync(config: Make.Config());
        await RecordAsync([], [Breaker(minutes: 5)]);

        var held = await TakeAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var asked = new List<GateKey>();
        var probed = await TakeAsync(room: gate => { asked.Add(gate); return 1; });

        held.NextDue.ShouldBe(Make.Epoch.AddMinutes(5));
        probed.Lanes.ShouldHaveSingleItem();
        asked.ShouldBe([Gate]);
    }

    private GateRow Breaker(int minutes) => new()
    {
        Key = Gate,
        Hold = GateHold.Breaker,
        HeldUntil = Now.AddMinutes(minutes),
        HeldSince = Now,
        Level = 2,
        Reason = "It answers 503.",
    };
}
