using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Results: cursors, counts, progress, states, attempts, generations, epochs.</summary>
public abstract class ResultContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private Guid _lane;
    private TaskWriter _writer = null!;

    [Fact]
    public async Task A_delivery_moves_cursor_passed_and_waiting()
    {
        await FiveWaitAsync();

        (await RecordAsync(Delivered(_lane, 3, 3))).ShouldBe(RecordOutcome.Recorded);

        await ShouldStandAsync(cursor: 3, passed: 3, waiting: 2);
        (await NextAsync(_lane)).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task The_cursor_never_goes_back()
    {
        await FiveWaitAsync();
        await RecordAsync(Delivered(_lane, 4, 4));

        await RecordAsync(Delivered(_lane, 2, 2));

        await ShouldStandAsync(cursor: 4, passed: 4, waiting: 1);
    }

    [Fact]
    public async Task A_result_written_twice_counts_once()
    {
        await FiveWaitAsync();
        var result = Delivered(_lane, 2, 2) with { Death = Death(3, 3) };

        await RecordAsync(result);
        await RecordAsync(result);

        await ShouldStandAsync(cursor: 3, passed: 3, waiting: 2);
        (await Store.ListDeadAsync(_lane, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_result_that_overlaps_one_written_before_leaves_waiting_exact()
    {
        await FiveWaitAsync();
        await RecordAsync(Delivered(_lane, 2, 2));

        await RecordAsync(Delivered(_lane, 4, 4));

        await ShouldStandAsync(cursor: 4, passed: 4, waiting: 1);
    }

    [Fact]
    public async Task Events_that_the_lane_does_not_read_are_not_counted()
    {
        _writer = await BeginAsync(config: Make.Config(mask: EventKinds.Status));
        _lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await _writer.CommitAsync(Make.Text("2"), Make.Status(TaskState.Working), Make.Text("4"), Make.Status(TaskState.Working));

        await RecordAsync(Delivered(_lane, 3, 2));

        await ShouldStandAsync(cursor: 3, passed: 3, waiting: 1);
    }

    [Fact]
    public async Task Progress_is_kept_as_it_is_said()
    {
        await FiveWaitAsync();
        var progress = new LaneProgress(Clock.GetUtcNow().AddSeconds(10), 2, 1, 5);

        await RecordAsync(Result(_lane, progress));

        (await RowAsync(_lane)).Progress.ShouldBe(progress);
        (await TakeAsync()).Lanes.ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(10));
        LanesOf(await TakeAsync()).ShouldBe([_lane]);
    }

    [Fact]
    public async Task A_result_of_an_earlier_generation_moves_the_cursor_and_keeps_its_attempts_and_nothing_else()
    {
        await FiveWaitAsync();
        await RecordAsync(Result(_lane, new LaneProgress(Clock.GetUtcNow(), 3, 1, 3)));
        await SetAsync(Make.Config(secret: "new"));
        var due = Clock.GetUtcNow();

        await RecordAsync(Delivered(_lane, 2, count: 99) with
        {
            Progress = new LaneProgress(due.AddHours(1), 9, 9, 9),
            State = LaneState.Gone,
            StateReason = "410 of the old address",
            Death = Death(3, 4),
            Attempts = [Make.Attempt(2, 1, AttemptOutcome.Delivered, 200)],
        });

        await ShouldStandAsync(cursor: 2, passed: 2, waiting: 3);
        var row = await RowAsync(_lane);
        (row.State, row.StateReason, row.Generation).ShouldBe((LaneState.Active, null, 2));
        row.Progress.ShouldBe(LaneProgress.DueAt(due));
        (await Store.ListDeadAsync(_lane, Cancel)).ShouldBeEmpty();
        (await Store.ListAttemptsAsync(_lane, Cancel)).ShouldHaveSingleItem().Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task A_result_of_an_earlier_generation_without_a_delivery_leaves_the_tries()
    {
        await FiveWaitAsync();
        await RecordAsync(Result(_lane, new LaneProgress(Clock.GetUtcNow(), 3, 0, 3)));
        await SetAsync(Make.Config(secret: "new"));

        await RecordAsync(Result(_lane, new LaneProgress(Clock.GetUtcNow().AddHours(1), 4, 0, 4)));

        (await RowAsync(_lane)).Progress.ShouldBe(new LaneProgress(Clock.GetUtcNow(), 3, 0, 0));
    }

    [Fact]
    public async Task A_delivery_of_an_earlier_generation_is_counted_by_the_mask_of_today()
    {
        await FiveWaitAsync();
        await _writer.CommitAsync(Make.Status(TaskState.Working));
        await SetAsync(Make.Config(mask: EventKinds.Status));

        await RecordAsync(Delivered(_lane, 5, 5));

        (await RowAsync(_lane)).Waiting.ShouldBe(1);
        (await NextAsync(_lane)).ShouldBe([6]);
    }

    [Fact]
    public async Task A_result_of_a_deleted_lane_is_passed_over_and_the_others_are_written()
    {
        await FiveWaitAsync();
        var other = await LaneOfAsync(Make.Config("other"));
        await Store.DeleteAsync(Key, "other", Cancel);

        (await RecordAsync(Delivered(other, 6, 1), Delivered(_lane, 1, 1))).ShouldBe(RecordOutcome.Recorded);

        await ShouldStandAsync(cursor: 1, passed: 1, waiting: 4);
        (await Store.ListAttemptsAsync(other, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Results_of_another_epoch_change_nothing()
    {
        await FiveWaitAsync();
        var owned = await Store.OwnAsync(Cancel);
        var gate = new GateRow
        {
            Key = new GateKey(Key.Scope, Make.Origin),
            Hold = GateHold.Breaker,
            HeldUntil = Clock.GetUtcNow().AddHours(1),
        };

        var recorded = await Store.RecordAsync(new ResultBatch(owned.Epoch - 1, [Delivered(_lane, 3, 3)], [gate]), Cancel);

        recorded.Outcome.ShouldBe(RecordOutcome.Fenced);
        await ShouldStandAsync(cursor: 0, passed: null, waiting: 5);
        (await Store.ListGatesAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_right_to_send_of_an_embedded_store_has_one_epoch_and_no_end()
    {
        var first = await Store.OwnAsync(Cancel);

        (await Store.OwnAsync(Cancel)).ShouldBe(first);
        first.Until.ShouldBe(DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task A_state_is_kept_with_its_reason_until_another_comes()
    {
        await FiveWaitAsync();
        await RecordAsync(Result(_lane) with { State = LaneState.SecretUnreadable, StateReason = "no key" });
        await _writer.CommitAsync(Make.Text("6"));

        var held = await RowAsync(_lane);
        await RecordAsync(Result(_lane));
        var still = await RowAsync(_lane);
        await RecordAsync(Result(_lane) with { State = LaneState.Active });

        (held.State, held.StateReason, held.Waiting).ShouldBe((LaneState.SecretUnreadable, "no key", 6));
        (still.State, still.StateReason).ShouldBe((LaneState.SecretUnreadable, "no key"));
        var active = await RowAsync(_lane);
        (active.State, active.StateReason).ShouldBe((LaneState.Active, null));
    }

    [Fact]
    public async Task A_full_lane_stands_still_and_counts_what_passes_it()
    {
        await FiveWaitAsync();
        await RecordAsync(Result(_lane) with { State = LaneState.Overflowed, StateReason = "full" });
        Rings.Clear();

        await _writer.CommitAsync(Make.Text("6"), Make.Text("7"));

        var row = await RowAsync(_lane);
        (row.Tail, row.Waiting, row.PassedOver).ShouldBe((5, 5, 2));
        Rings.All.ShouldBeEmpty();
        LanesOf(await TakeAsync()).ShouldBe([_lane]);
    }

    [Fact]
    public async Task Attempts_are_kept_in_their_order_with_all_they_say()
    {
        await FiveWaitAsync();
        var failed = Make.Attempt(1) with { Detail = "Service Unavailable", Excerpt = "busy" };
        var delivered = Make.Attempt(1, 2, AttemptOutcome.Delivered, 204);
        var more = Make.Attempt(2, 1, AttemptOutcome.Delivered, 200) with { ThroughSequence = 5, Count = 4 };

        await RecordAsync(Result(_lane) with { Attempts = [failed] });
        await RecordAsync(Delivered(_lane, 5, 5) with { Attempts = [delivered, more] });

        (await Store.ListAttemptsAsync(_lane, Cancel)).ShouldBe([failed, delivered, more]);
    }

    [Fact]
    public async Task The_last_fifty_attempt_rows_are_kept_and_older_ones_are_summed_up()
    {
        await FiveWaitAsync();
        for (var i = 1; i <= 60; i += 3)
        {
            await RecordAsync(Result(_lane) with { Attempts = [Make.Attempt(1, i), Make.Attempt(1, i + 1), Make.Attempt(1, i + 2)] });
        }

        var kept = await Store.ListAttemptsAsync(_lane, Cancel);

        kept.Count.ShouldBe(AttemptHistory.KeptRows + 1);
        kept[0].ShouldBe(Make.Attempt(1, 10) with { Number = 0, Count = 10, StartedAt = Make.Attempt(1, 1).StartedAt });
        kept.Skip(1).ShouldBe(Enumerable.Range(11, 50).Select(i => Make.Attempt(1, i)));
    }

    [Fact]
    public async Task Gates_are_kept_and_listed_by_their_keys()
    {
        var until = Clock.GetUtcNow().AddSeconds(5);
        GateRow Gate(string owner, string origin, GateHold hold = GateHold.Breaker, int level = 1) =>
            new() { Key = new GateKey(new OwnerScope("", owner), origin), Hold = hold, HeldUntil = until, Level = level };
        await RecordAsync([], [Gate("bob", "https://a:443"), Gate("ann", "https://b:443"), Gate("ann", "https://a:443")]);

        await RecordAsync([], [Gate("ann", "https://b:443", GateHold.None, level: 0)]);

        (await Store.ListGatesAsync(Cancel)).ShouldBe(
            [Gate("ann", "https://a:443"), Gate("ann", "https://b:443", GateHold.None, level: 0), Gate("bob", "https://a:443")]);
    }

    private async Task FiveWaitAsync()
    {
        _writer = await BeginAsync(config: Make.Config());
        await _writer.CommitAsync(Make.Text("2"), Make.Text("3"), Make.Text("4"), Make.Text("5"));
        _lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
    }

    private async Task ShouldStandAsync(long cursor, long? passed, int waiting)
    {
        var row = await RowAsync(_lane);
        (row.Cursor, row.Passed, row.Waiting).ShouldBe((cursor, passed, waiting));
    }
}
