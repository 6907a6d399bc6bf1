using System.Text;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>What operators see and write.</summary>
public abstract class OperationsContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const string OtherOrigin = "https://other.example:443";

    [Fact]
    public async Task Lanes_are_listed_youngest_first_and_page_by_page()
    {
        var lanes = await ThreeLanesAsync();

        var first = await Store.ListLanesAsync(new LaneQuery { Limit = 2 }, Cancel);
        var second = await Store.ListLanesAsync(new LaneQuery { Limit = 2, After = first.Next }, Cancel);

        var listed = first.Lanes.Concat(second.Lanes).Select(lane => lane.Row.Lane).ToList();
        listed.ShouldBe(lanes.OrderByDescending(lane => lane));
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Lanes_are_filtered_by_whose_they_are_and_where_they_send()
    {
        var lanes = await ThreeLanesAsync();

        await ShouldListAsync(new LaneQuery { Limit = 10, Owner = "ann" }, lanes[2]);
        await ShouldListAsync(new LaneQuery { Limit = 10, Tenant = "acme" }, lanes[2]);
        await ShouldListAsync(new LaneQuery { Limit = 10, Tenant = "", Owner = "" }, lanes[0], lanes[1]);
        await ShouldListAsync(new LaneQuery { Limit = 10, TaskId = "first" }, lanes[0]);
        await ShouldListAsync(new LaneQuery { Limit = 10, TaskId = "none" });
        await ShouldListAsync(new LaneQuery { Limit = 10, ConfigId = "b" }, lanes[1]);
        await ShouldListAsync(new LaneQuery { Limit = 10, Origin = OtherOrigin }, lanes[1], lanes[2]);
        await ShouldListAsync(new LaneQuery { Limit = 10, Origin = OtherOrigin, ConfigId = "c", TaskId = "third" }, lanes[2]);
        await ShouldListAsync(new LaneQuery { Limit = 10, Origin = OtherOrigin, ConfigId = "c", TaskId = "first" });
    }

    [Fact]
    public async Task Lanes_are_filtered_by_what_waits_and_by_state()
    {
        var lanes = await ThreeLanesAsync();
        await RecordAsync(Delivered(lanes[0], 1, 1), Result(lanes[1]) with { State = LaneState.Gone, StateReason = "410" });

        await ShouldListAsync(new LaneQuery { Limit = 10, WaitingOnly = true }, lanes[2]);
        await ShouldListAsync(new LaneQuery { Limit = 10, WaitingOnly = true, TaskId = "third" }, lanes[2]);
        await ShouldListAsync(new LaneQuery { Limit = 10, WaitingOnly = true, TaskId = "first" });
        await ShouldListAsync(new LaneQuery { Limit = 10, State = LaneState.Gone }, lanes[1]);
        await ShouldListAsync(new LaneQuery { Limit = 10, State = LaneState.Active }, lanes[0], lanes[2]);
    }

    [Fact]
    public async Task A_lane_is_listed_with_its_head_its_last_attempt_and_its_dead()
    {
        var writer = await BeginAsync(config: Make.Config());
        Clock.Advance(TimeSpan.FromMinutes(1));
        await writer.CommitAsync(Make.Text("2"), Make.Text("3"));
        var lane = await LaneAsync();
        await RecordAsync(Result(lane, new LaneProgress(Clock.GetUtcNow().AddSeconds(9), 4, 0, 4)) with
        {
            Death = Death(1, 1),
            Attempts = [Make.Attempt(1, 1), Make.Attempt(1, 2, status: 404)],
        });

        var listed = (await Store.ListLanesAsync(new LaneQuery { Limit = 10 }, Cancel)).Lanes.ShouldHaveSingleItem();

        listed.Row.ShouldBe(await RowAsync(lane));
        listed.Head.ShouldBe(new LaneDelivery { Sequence = 2, CommittedAt = Make.Epoch.AddMinutes(1) });
        listed.LastAttempt.ShouldBe(Make.Attempt(1, 2, status: 404));
        listed.Dead.ShouldBe(1);
    }

    [Fact]
    public async Task A_lane_where_nothing_waits_is_listed_without_a_head()
    {
        await BeginAsync(config: Make.Config());
        var lane = await LaneAsync();
        await RecordAsync(Delivered(lane, 1, 1));

        var listed = (await Store.ListLanesAsync(new LaneQuery { Limit = 10 }, Cancel)).Lanes.ShouldHaveSingleItem();

        listed.Head.ShouldBeNull();
        listed.LastAttempt.ShouldBeNull();
        listed.Dead.ShouldBe(0);
    }

    [Fact]
    public async Task The_head_of_a_lane_is_the_first_that_it_reads_for_all_or_for_itself()
    {
        await BeginAsync();
        var lane = await LaneOfAsync(Make.Config(mask: EventKinds.Status));

        var listed = (await Store.ListLanesAsync(new LaneQuery { Limit = 10 }, Cancel)).Lanes.ShouldHaveSingleItem();

        listed.Row.Lane.ShouldBe(lane);
        listed.Head.ShouldNotBeNull().Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task Dead_stretches_are_listed_last_first_page_by_page_and_filtered()
    {
        var lanes = await ThreeLanesAsync();
        await RecordAsync(Result(lanes[0]) with { Death = Death(1, 1, DeadReason.Refused) });
        Clock.Advance(TimeSpan.FromHours(1));
        await RecordAsync(Result(lanes[1]) with { Death = Death(1, 1, DeadReason.Expired) });
        await RecordAsync(Result(lanes[2]) with { Death = Death(1, 1, DeadReason.Refused) });

        await ShouldListDeadAsync(new DeadQuery { Limit = 10 }, lanes[2], lanes[1], lanes[0]);
        await ShouldListDeadAsync(new DeadQuery { Limit = 10, Reason = DeadReason.Refused }, lanes[2], lanes[0]);
        await ShouldListDeadAsync(new DeadQuery { Limit = 10, Since = Clock.GetUtcNow() }, lanes[2], lanes[1]);
        await ShouldListDeadAsync(new DeadQuery { Limit = 10, Origin = OtherOrigin, Owner = "" }, lanes[1]);
        await ShouldListDeadAsync(new DeadQuery { Limit = 10, TaskId = "third", ConfigId = "c", Tenant = "acme" }, lanes[2]);
        await ShouldListDeadAsync(new DeadQuery { Limit = 10, Lane = lanes[0] }, lanes[0]);
        await ShouldListDeadAsync(new DeadQuery { Limit = 10, Lane = lanes[0], Reason = DeadReason.Expired });
        var page = await Store.ListDeadAsync(new DeadQuery { Limit = 2 }, Cancel);
        await ShouldListDeadAsync(new DeadQuery { Limit = 2, After = page.Next }, lanes[0]);
    }

    [Fact]
    public async Task A_dead_stretch_says_whose_it_was_when_its_config_has_gone()
    {
        await BeginAsync(config: Make.Config());
        var lane = await LaneAsync();
        await RecordAsync(Result(lane) with { Death = Death(1, 1) with { LastAttempt = Make.Attempt(1) } });

        await Store.DeleteAsync(Key, "config", Cancel);

        var dead = (await Store.ListDeadAsync(new DeadQuery { Limit = 10 }, Cancel)).Stretches.ShouldHaveSingleItem();
        (dead.Task, dead.ConfigId, dead.Origin, dead.Redelivered).ShouldBe((Key, "config", Make.Origin, 0));
        dead.Stretch.ShouldBe((await Store.ListDeadAsync(lane, Cancel)).ShouldHaveSingleItem());
        dead.LastRedelivery.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_canceled_by_a_change_of_dialect_keeps_its_origin()
    {
        await BeginAsync(config: Make.Config());

        await SetAsync(Make.Config(format: WireFormat.Legacy, origin: OtherOrigin));

        var dead = (await Store.ListDeadAsync(new DeadQuery { Limit = 10 }, Cancel)).Stretches.ShouldHaveSingleItem();
        (dead.Stretch.Reason, dead.Origin, dead.ConfigId).ShouldBe((DeadReason.Replaced, Make.Origin, "config"));
    }

    [Fact]
    public async Task Gates_are_listed_in_order_with_what_waits_before_them()
    {
        var lanes = await ThreeLanesAsync();
        await RecordAsync(Delivered(lanes[0], 1, 1));
        var held = new GateRow
        {
            Key = new GateKey(new OwnerScope("acme", "ann"), OtherOrigin),
            Hold = GateHold.Breaker,
            HeldUntil = Clock.GetUtcNow().AddSeconds(5),
            Level = 2,
        };
        await RecordAsync([], [held]);

        var gates = (await Store.ListGatesAsync(new GateQuery { Limit = 10 }, Cancel)).Gates;

        gates.Select(gate => (gate.Row.Key, gate.Row.Hold, gate.WaitingLanes, gate.Waiting, gate.OldestWaiting)).ShouldBe(
        [
            (new GateKey(OwnerScope.Anonymous, Make.Origin), GateHold.None, 0, 0, (DateTimeOffset?)null),
            (new GateKey(OwnerScope.Anonymous, OtherOrigin), GateHold.None, 1, 1, Make.Epoch.AddSeconds(1)),
            (held.Key, GateHold.Breaker, 1, 1, Make.Epoch.AddSeconds(2)),
        ]);
        gates[2].Row.ShouldBe(held);
    }

    [Fact]
    public async Task Gates_are_filtered_and_paged()
    {
        await ThreeLanesAsync();
        var held = new GateRow
        {
            Key = new GateKey(OwnerScope.Anonymous, OtherOrigin),
            Hold = GateHold.RetryAfter,
            HeldUntil = Clock.GetUtcNow().AddSeconds(5),
        };
        await RecordAsync([], [held]);

        await ShouldListGatesAsync(new GateQuery { Limit = 10, HeldOnly = true }, held.Key);
        await RecordAsync([], [held with { Hold = GateHold.None }]);
        await ShouldListGatesAsync(new GateQuery { Limit = 10, HeldOnly = true });
        await ShouldListGatesAsync(new GateQuery { Limit = 10, Origin = Make.Origin }, new GateKey(OwnerScope.Anonymous, Make.Origin));
        await ShouldListGatesAsync(
            new GateQuery { Limit = 10, Tenant = "acme", Owner = "ann" }, new GateKey(new OwnerScope("acme", "ann"), OtherOrigin));
        var page = await Store.ListGatesAsync(new GateQuery { Limit = 1 }, Cancel);
        page.Gates.ShouldHaveSingleItem().Row.Key.Origin.ShouldBe(Make.Origin);
        await ShouldListGatesAsync(
            new GateQuery { Limit = 2, After = page.Next }, held.Key, new GateKey(new OwnerScope("acme", "ann"), OtherOrigin));
    }

    [Fact]
    public async Task The_oldest_that_waits_before_a_gate_is_the_least_of_its_lanes()
    {
        var older = await BeginAsync(Make.Key("older"), Make.Config());
        Clock.Advance(TimeSpan.FromMinutes(1));
        await BeginAsync(Make.Key("younger"), Make.Config());
        await older.CommitAsync(Make.Text("2", "older"));

        var gate = (await Store.ListGatesAsync(new GateQuery { Limit = 10 }, Cancel)).Gates.ShouldHaveSingleItem();

        (gate.WaitingLanes, gate.Waiting, gate.OldestWaiting).ShouldBe((2, 3, Make.Epoch));
    }

    [Fact]
    public async Task A_delivery_that_waits_is_read_with_its_event_and_its_attempts()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"));
        var lane = await LaneAsync();
        await RecordAsync(Delivered(lane, 1, 1) with
        {
            Attempts = [Make.Attempt(1, 1, AttemptOutcome.Delivered, 200), Make.Attempt(2, 1), Make.Attempt(2, 2)],
        });

        var delivery = (await Store.ReadDeliveryAsync(lane, 2, Cancel)).ShouldNotBeNull();

        delivery.Lane.ShouldBe(await RowAsync(lane));
        var update = delivery.Event.ShouldNotBeNull();
        (update.Sequence, update.Kinds, update.CommittedAt).ShouldBe((2, EventKinds.Artifact | EventKinds.CommitEnd | EventKinds.ArtifactEnd, Make.Epoch));
        Encoding.UTF8.GetString(delivery.Body.ShouldNotBeNull().Span).ShouldBe(Encoding.UTF8.GetString(update.Payload.Span));
        delivery.Attempts.ShouldBe([Make.Attempt(2, 1), Make.Attempt(2, 2)]);
        delivery.Dead.ShouldBeNull();
        delivery.Redelivery.ShouldBeNull();
    }

    [Fact]
    public async Task A_row_that_covers_several_deliveries_is_among_the_attempts_of_each()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"), Make.Text("3"));
        var lane = await LaneAsync();
        var covering = Make.Attempt(1, 1, AttemptOutcome.Delivered, 200) with { ThroughSequence = 3, Count = 3 };
        await RecordAsync(Delivered(lane, 3, 3) with { Attempts = [covering] });

        (await Store.ReadDeliveryAsync(lane, 2, Cancel)).ShouldNotBeNull().Attempts.ShouldBe([covering]);
    }

    [Fact]
    public async Task What_no_lane_has_is_no_delivery()
    {
        await BeginAsync(config: Make.Config());
        var lane = await LaneAsync();

        (await Store.ReadDeliveryAsync(lane, 2, Cancel)).ShouldBeNull();
        (await Store.ReadDeliveryAsync(Guid.CreateVersion7(), 1, Cancel)).ShouldBeNull();
        await Store.DeleteAsync(Key, "config", Cancel);
        (await Store.ReadDeliveryAsync(lane, 1, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_dead_delivery_is_read_with_its_stretch_also_when_its_config_has_gone()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"));
        var lane = await LaneAsync();
        await RecordAsync(Result(lane) with { Death = Death(1, 2, DeadReason.Expired) });
        var living = (await Store.ReadDeliveryAsync(lane, 2, Cancel)).ShouldNotBeNull();

        await Store.DeleteAsync(Key, "config", Cancel);

        var delivery = (await Store.ReadDeliveryAsync(lane, 2, Cancel)).ShouldNotBeNull();
        living.Dead.ShouldNotBeNull().Stretch.Count.ShouldBe(2);
        living.Body.ShouldNotBeNull();
        delivery.Lane.ShouldBeNull();
        delivery.Body.ShouldBeNull();
        delivery.Dead.ShouldBe(living.Dead);
        delivery.Event.ShouldNotBeNull().Sequence.ShouldBe(2);
        (await Store.ReadDeliveryAsync(lane, 3, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_redelivery_is_written_on_its_stretch_in_the_place_of_an_earlier_one()
    {
        var lane = await TwoDeadAsync();

        (await Store.RecordRedeliveryAsync(lane, 1, Redelivery(4, 503), Cancel)).ShouldBeTrue();
        (await Store.RecordRedeliveryAsync(lane, 1, Redelivery(5, 200), Cancel)).ShouldBeTrue();

        var dead = (await Store.ListDeadAsync(new DeadQuery { Limit = 10 }, Cancel)).Stretches.ShouldHaveSingleItem();
        (dead.Redelivered, dead.LastRedelivery).ShouldBe((1, Redelivery(5, 200)));
        (await Store.ReadDeliveryAsync(lane, 1, Cancel)).ShouldNotBeNull().Redelivery.ShouldBe(Redelivery(5, 200));
        (await Store.ReadDeliveryAsync(lane, 2, Cancel)).ShouldNotBeNull().Redelivery.ShouldBeNull();
        (await RowAsync(lane)).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_stretch_is_open_until_all_of_it_was_redelivered()
    {
        var lane = await TwoDeadAsync();
        var open = new DeadQuery { Limit = 10, OpenOnly = true };

        await Store.RecordRedeliveryAsync(lane, 1, Redelivery(4, 200), Cancel);
        await Store.RecordRedeliveryAsync(lane, 2, Redelivery(4, 503), Cancel);
        await ShouldListDeadAsync(open, lane);
        await Store.RecordRedeliveryAsync(lane, 2, Redelivery(5, 200), Cancel);

        await ShouldListDeadAsync(open);
        await ShouldListDeadAsync(open with { OpenOnly = false }, lane);
    }

    [Fact]
    public async Task The_deliveries_of_a_stretch_are_listed_without_those_that_were_redelivered()
    {
        var writer = await BeginAsync(config: Make.Config(mask: EventKinds.Artifact));
        await writer.CommitAsync(Make.Text("2"), Make.Status(TaskState.Working), Make.Text("4"), Make.Text("5"));
        var lane = await LaneAsync();
        await RecordAsync(Result(lane) with { Death = Death(2, 4, DeadReason.Expired) });

        (await Store.ListDeadDeliveriesAsync(lane, 2, 10, Cancel)).ShouldBe([2, 4]);
        (await Store.ListDeadDeliveriesAsync(lane, 3, 10, Cancel)).ShouldBe([4]);
        (await Store.ListDeadDeliveriesAsync(lane, 2, 1, Cancel)).ShouldBe([2]);
        (await Store.ListDeadDeliveriesAsync(lane, 5, 10, Cancel)).ShouldBeEmpty();
        await Store.RecordRedeliveryAsync(lane, 2, Redelivery(1, 200), Cancel);
        await Store.RecordRedeliveryAsync(lane, 4, Redelivery(1, 503), Cancel);
        (await Store.ListDeadDeliveriesAsync(lane, 2, 10, Cancel)).ShouldBe([4]);
        await Store.DeleteAsync(Key, "config", Cancel);
        (await Store.ListDeadDeliveriesAsync(lane, 2, 10, Cancel)).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task A_redelivery_of_what_did_not_die_is_not_written()
    {
        var lane = await TwoDeadAsync();

        (await Store.RecordRedeliveryAsync(lane, 3, Redelivery(4, 200), Cancel)).ShouldBeFalse();
        (await Store.RecordRedeliveryAsync(Guid.CreateVersion7(), 1, Redelivery(4, 200), Cancel)).ShouldBeFalse();
    }

    private static RedeliveryRecord Redelivery(int number, int status) => new()
    {
        SentAs = "msg",
        By = "operator",
        Attempt = Make.Attempt(1, number, status == 200 ? AttemptOutcome.Delivered : AttemptOutcome.Answered, status),
    };

    private async Task<Guid> LaneAsync() => (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;

    private async Task<Guid> TwoDeadAsync()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"));
        var lane = await LaneAsync();
        await RecordAsync(Result(lane) with { Death = Death(1, 2, DeadReason.Expired) });
        return lane;
    }

    /// <summary>Three lanes, a second apart, one delivery waiting on each: two of one owner, to two origins, and one of another's.</summary>
    private async Task<IReadOnlyList<Guid>> ThreeLanesAsync()
    {
        await BeginAsync(Make.Key("first"), Make.Config("a"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await BeginAsync(Make.Key("second"), Make.Config("b", origin: OtherOrigin));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var third = Make.Key("third", owner: "ann", tenant: "acme");
        await BeginAsync(third, Make.Config("c", origin: OtherOrigin));
        var configs = new[]
        {
            await Store.GetAsync(Make.Key("first"), "a", Cancel),
            await Store.GetAsync(Make.Key("second"), "b", Cancel),
            await Store.GetAsync(third, "c", Cancel),
        };
        return [.. configs.Select(config => config!.Lane.Lane)];
    }

    private async Task ShouldListAsync(LaneQuery query, params Guid[] expected) =>
        (await Store.ListLanesAsync(query, Cancel)).Lanes.Select(lane => lane.Row.Lane).ShouldBe(expected, ignoreOrder: true);

    private async Task ShouldListDeadAsync(DeadQuery query, params Guid[] expected) =>
        (await Store.ListDeadAsync(query, Cancel)).Stretches.Select(dead => dead.Stretch.Lane).ShouldBe(expected);

    private async Task ShouldListGatesAsync(GateQuery query, params GateKey[] expected) =>
        (await Store.ListGatesAsync(query, Cancel)).Gates.Select(gate => gate.Row.Key).ShouldBe(expected);
}
