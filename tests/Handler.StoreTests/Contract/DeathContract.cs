using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Dead letters, in stretches.</summary>
public abstract class DeathContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private Guid _lane;
    private TaskWriter _writer = null!;

    [Fact]
    public async Task A_death_settles_what_it_covers_and_is_kept_with_its_reason()
    {
        await FiveWaitAsync();
        var attempt = Make.Attempt(1, 6, status: 404);

        await RecordAsync(Result(_lane) with { Death = Death(1, 1) with { LastAttempt = attempt } });

        await ShouldStandAsync(cursor: 1, waiting: 4);
        (await Store.ListDeadAsync(_lane, Cancel)).ShouldBe(
            [new DeadStretch
            {
                Lane = _lane,
                From = 1,
                To = 1,
                Count = 1,
                Reason = DeadReason.Refused,
                At = Clock.GetUtcNow(),
                LastAttempt = attempt,
            }]);
        (await Store.ReadBodyAsync(_lane, 1, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_death_follows_what_was_delivered_in_the_same_result()
    {
        await FiveWaitAsync();

        await RecordAsync(Delivered(_lane, 2, 2) with { Death = Death(3, 4) });

        await ShouldStandAsync(cursor: 4, waiting: 1);
        var dead = (await Store.ListDeadAsync(_lane, Cancel)).ShouldHaveSingleItem();
        (dead.From, dead.To, dead.Count).ShouldBe((3, 4, 2));
    }

    [Fact]
    public async Task What_is_overdue_dies_in_one_stretch()
    {
        await FiveWaitAsync();
        Clock.Advance(TimeSpan.FromHours(1));
        var overdue = Clock.GetUtcNow();
        await _writer.CommitAsync(Make.Text("6"), Make.Text("7"));
        Clock.Advance(TimeSpan.FromHours(1));
        await _writer.CommitAsync(Make.Text("8"));

        await RecordAsync(Result(_lane) with { Death = Death(1, 1, DeadReason.Expired, upTo: overdue) });

        await ShouldStandAsync(cursor: 7, waiting: 1);
        var dead = (await Store.ListDeadAsync(_lane, Cancel)).ShouldHaveSingleItem();
        (dead.From, dead.To, dead.Count, dead.Reason).ShouldBe((1, 7, 7, DeadReason.Expired));
    }

    [Fact]
    public async Task What_is_named_dies_though_it_is_not_overdue()
    {
        await FiveWaitAsync();

        await RecordAsync(Result(_lane) with { Death = Death(1, 2, upTo: Clock.GetUtcNow().AddHours(-1)) });

        await ShouldStandAsync(cursor: 2, waiting: 3);
    }

    [Fact]
    public async Task A_stretch_counts_the_deliveries_of_its_lane_alone()
    {
        _writer = await BeginAsync(config: Make.Config(mask: EventKinds.Status));
        await _writer.CommitAsync(Make.Text("2"), Make.Status(TaskState.Working), Make.Text("4"), Make.Text("5"));
        _lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;

        await RecordAsync(Result(_lane) with { Death = Death(1, 5, DeadReason.Expired, upTo: Clock.GetUtcNow()) });

        await ShouldStandAsync(cursor: 3, waiting: 0);
        var dead = (await Store.ListDeadAsync(_lane, Cancel)).ShouldHaveSingleItem();
        (dead.From, dead.To, dead.Count).ShouldBe((1, 3, 2));
    }

    [Fact]
    public async Task Stretches_are_listed_oldest_first()
    {
        await FiveWaitAsync();
        await RecordAsync(Result(_lane) with { Death = Death(1, 1) });
        await RecordAsync(Result(_lane) with { Death = Death(2, 2, DeadReason.Forbidden) });
        await RecordAsync(Delivered(_lane, 3, 1) with { Death = Death(4, 5, DeadReason.Expired) });

        (await Store.ListDeadAsync(_lane, Cancel)).Select(dead => (dead.From, dead.Reason))
            .ShouldBe([(1, DeadReason.Refused), (2, DeadReason.Forbidden), (4, DeadReason.Expired)]);
        (await Store.ListDeadAsync(Guid.CreateVersion7(), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lane_that_is_gone_cancels_all_that_waits_as_one_stretch_and_takes_no_more()
    {
        await FiveWaitAsync();
        var gone = Make.Attempt(2, 1, status: 410);

        await RecordAsync(
            Delivered(_lane, 1, 1) with { State = LaneState.Gone, StateReason = "410 Gone", Attempts = [Make.Attempt(1), gone] });
        Rings.Clear();
        await _writer.CommitAsync(Make.Text("6"));

        var row = await RowAsync(_lane);
        (row.State, row.StateReason, row.Waiting, row.Passed).ShouldBe((LaneState.Gone, "410 Gone", 0, 5));
        (await Store.ListDeadAsync(_lane, Cancel)).ShouldBe(
            [new DeadStretch
            {
                Lane = _lane,
                From = 2,
                To = 5,
                Count = 4,
                Reason = DeadReason.Gone,
                At = Clock.GetUtcNow(),
                LastAttempt = gone,
            }]);
        Rings.All.ShouldBeEmpty();
        (await NextAsync(_lane)).ShouldBeEmpty();
        (await TakeAsync()).Lanes.ShouldBeEmpty();
        (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.StateReason.ShouldBe("410 Gone");
    }

    [Fact]
    public async Task A_lane_that_is_gone_stays_so_whatever_a_late_result_says()
    {
        await FiveWaitAsync();
        await RecordAsync(Result(_lane) with { State = LaneState.Gone, StateReason = "410" });

        await RecordAsync(Result(_lane) with { State = LaneState.Active });

        (await RowAsync(_lane)).State.ShouldBe(LaneState.Gone);
    }

    [Fact]
    public async Task Dead_stretches_outlive_their_lane_and_deleting_makes_none()
    {
        await FiveWaitAsync();
        await RecordAsync(Result(_lane) with { Death = Death(1, 1) });

        await Store.DeleteAsync(Key, "config", Cancel);

        (await Store.ListDeadAsync(_lane, Cancel)).ShouldHaveSingleItem().To.ShouldBe(1);
    }

    [Fact]
    public async Task A_dead_delivery_is_what_the_next_one_says_came_before_it()
    {
        await FiveWaitAsync();

        await RecordAsync(Result(_lane) with { Death = Death(1, 2) });

        (await RowAsync(_lane)).Passed.ShouldBe(2);
    }

    private async Task FiveWaitAsync()
    {
        _writer = await BeginAsync(config: Make.Config());
        await _writer.CommitAsync(Make.Text("2"), Make.Text("3"), Make.Text("4"), Make.Text("5"));
        _lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
    }

    private async Task ShouldStandAsync(long cursor, int waiting)
    {
        var row = await RowAsync(_lane);
        (row.Cursor, row.Passed, row.Waiting).ShouldBe((cursor, cursor, waiting));
    }
}
