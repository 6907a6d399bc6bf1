using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>What is kept no longer, and what is. Seven days for what has ended and for dead letters, one for the logs of running tasks.</summary>
public abstract class RetentionContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public async Task An_ended_task_goes_with_its_events_and_configs_a_week_after_its_last_lane_was_settled()
    {
        var (writer, lane) = await EndedAsync();
        Clock.Advance(TimeSpan.FromDays(2));
        await RecordAsync(Delivered(lane, 2, 2));
        Clock.Advance(Week - TimeSpan.FromSeconds(1));
        (await SweepAllAsync()).Tasks.ShouldBe(0);
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();

        Clock.Advance(TimeSpan.FromSeconds(1));
        Rings.Clear();
        (await SweepAllAsync()).ShouldBe((1, 0, 2));

        (await Store.GetAsync(Key, Cancel)).ShouldBeNull();
        (await Store.ListAsync(Key, Cancel)).ShouldBeNull();
        (await Store.ReadAheadAsync(lane, 0, Cancel)).ShouldBeNull();
        (await Store.ReadEventsAsync(Key, 0, 10, Cancel)).ShouldBeEmpty();
        (await Store.ListOfOwnerAsync(Key.Scope, Cancel)).ShouldBeEmpty();
        Rings.Of(lane).ShouldHaveSingleItem().IsDeletion.ShouldBeTrue();
        (await Store.CommitAsync(writer.Prepare(Make.Text("late")), Cancel)).Outcome.ShouldBe(CommitOutcome.TaskNotFound);
        (await BeginAsync()).Key.ShouldBe(Key);
    }

    [Fact]
    public async Task A_task_that_runs_or_waits_for_input_is_kept_for_ever()
    {
        await BeginAsync();
        var waiting = await BeginAsync(Make.Key("waiting"));
        await waiting.EndAsync(Make.Status(TaskState.InputRequired, task: "waiting"));
        Clock.Advance(TimeSpan.FromDays(400));

        (await SweepAllAsync()).Tasks.ShouldBe(0);
    }

    [Fact]
    public async Task A_task_on_which_something_waits_is_kept_however_long_ago_it_ended()
    {
        var (_, lane) = await EndedAsync();
        Clock.Advance(TimeSpan.FromDays(30));
        (await SweepAllAsync()).Tasks.ShouldBe(0);

        await RecordAsync(Delivered(lane, 2, 2));
        Clock.Advance(Week - TimeSpan.FromMinutes(1));
        (await SweepAllAsync()).Tasks.ShouldBe(0);
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await SweepAllAsync()).Tasks.ShouldBe(1);
    }

    [Fact]
    public async Task A_task_is_kept_a_week_after_its_last_dead_letter_was_made()
    {
        var (_, lane) = await EndedAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        await RecordAsync(Result(lane) with { Death = Death(1, 2) });
        await Store.DeleteAsync(Key, "config", Cancel);
        Clock.Advance(Week - TimeSpan.FromSeconds(1));
        (await SweepAllAsync()).ShouldBe((0, 0, 0));
        (await Store.ListDeadAsync(lane, Cancel)).ShouldHaveSingleItem();

        Clock.Advance(TimeSpan.FromSeconds(1));
        (await SweepAllAsync()).ShouldBe((1, 1, 2));

        (await Store.ListDeadAsync(lane, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_config_keeps_its_task_for_another_week()
    {
        var (_, lane) = await EndedAsync();
        await RecordAsync(Delivered(lane, 2, 2));
        Clock.Advance(TimeSpan.FromDays(6));
        var late = await LaneOfAsync(Make.Config("late"));
        await RecordAsync(Delivered(late, 3, 1));
        Clock.Advance(TimeSpan.FromDays(6));
        (await SweepAllAsync()).Tasks.ShouldBe(0);

        Clock.Advance(TimeSpan.FromDays(1));
        (await SweepAllAsync()).Tasks.ShouldBe(1);
    }

    [Fact]
    public async Task A_full_lane_that_is_drained_still_has_its_task_to_come()
    {
        var (_, lane) = await EndedAsync();
        await RecordAsync(Delivered(lane, 2, 2) with { State = LaneState.Overflowed, StateReason = "full" });
        Clock.Advance(TimeSpan.FromDays(30));

        (await SweepAllAsync()).Tasks.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_made_a_task_which_has_gone_makes_another()
    {
        var created = await Store.CreateAsync(Make.Task(Key) with { MessageDigest = "digest" }, Cancel);
        await new TaskWriter(Store, created).EndAsync(Make.Status(TaskState.Completed));
        Clock.Advance(Week);

        (await SweepAllAsync()).Tasks.ShouldBe(1);

        (await Store.CreateAsync(Make.Task(Make.Key("second")) with { MessageDigest = "digest" }, Cancel)).Key.ShouldBe(Make.Key("second"));
    }

    [Fact]
    public async Task A_task_whose_run_has_not_ended_is_kept()
    {
        var writer = await BeginAsync();
        await writer.CommitAsync(Make.Status(TaskState.Completed));
        Clock.Advance(TimeSpan.FromDays(30));
        (await SweepAllAsync()).Tasks.ShouldBe(0);

        await writer.EndAsync();

        (await SweepAllAsync()).Tasks.ShouldBe(1);
    }

    [Fact]
    public async Task A_long_log_goes_in_parts_and_the_task_with_the_last_of_them()
    {
        var writer = await BeginAsync();
        await writer.CommitAsync([.. Enumerable.Range(0, 24).Select(i => Make.Text($"{i}"))]);
        await writer.CommitAsync(writer.Prepare(Make.Status(TaskState.Completed)) with { EndsRun = true, Checkpoint = A2AJson.Write(writer.Task) });
        Clock.Advance(Week);

        var first = await SweepAsync(maxEvents: 10);
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
        var second = await SweepAsync(maxEvents: 10);
        var third = await SweepAsync(maxEvents: 10);

        new[] { first, second, third }.ShouldBe(
            [new RetentionSwept(0, 0, 10, true), new RetentionSwept(0, 0, 10, true), new RetentionSwept(1, 0, 6, false)]);
        (await Store.GetAsync(Key, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Dead_letters_go_after_a_week_and_what_they_held_back_with_them()
    {
        NotificationBodyRenderer bodies = (_, _, _) => "kept"u8.ToArray();
        var writer = await BeginAsync(config: Make.Config(format: WireFormat.V03, mask: EventKinds.Status), bodies: bodies);
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await writer.CommitAsync(Make.Status(TaskState.Working));
        await RecordAsync(Result(lane) with { Death = Death(1, 1) });
        Clock.Advance(TimeSpan.FromDays(1));
        await RecordAsync(Result(lane) with { Death = Death(2, 2) });
        Clock.Advance(TimeSpan.FromDays(6));

        (await SweepAllAsync()).DeadStretches.ShouldBe(1);

        (await Store.ListDeadAsync(lane, Cancel)).ShouldHaveSingleItem().From.ShouldBe(2);
        (await Store.ReadBodyAsync(lane, 1, Cancel)).ShouldNotBeNull().Span.SequenceEqual("kept"u8).ShouldBeFalse();
        (await Store.ReadBodyAsync(lane, 2, Cancel)).ShouldNotBeNull().Span.SequenceEqual("kept"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task The_log_of_a_running_task_goes_a_day_behind_and_never_above_the_checkpoint()
    {
        var writer = await BeginAsync();
        await writer.CommitAsync(Make.Text("2"), Make.Text("3"));
        await writer.CheckpointAsync(Make.Text("4"));
        await writer.CommitAsync(Make.Text("5"));
        Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        (await SweepAllAsync()).Events.ShouldBe(0);

        Clock.Advance(TimeSpan.FromSeconds(1));
        (await SweepAllAsync()).Events.ShouldBe(4);

        Make.TextsOf((await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Task).ShouldBe(["2", "3", "4", "5"]);
        (await Store.ReadEventsAsync(Key, 0, 10, Cancel)).Select(e => e.Sequence).ShouldBe([5]);
        (await writer.CommitAsync(Make.Text("6"))).FirstSequence.ShouldBe(6);
    }

    [Fact]
    public async Task The_log_is_kept_for_what_waits_and_a_day_behind_it()
    {
        var writer = await BeginAsync(config: Make.Config());
        Clock.Advance(TimeSpan.FromHours(30));
        await writer.CommitAsync(Make.Text("2"));
        await writer.CheckpointAsync(Make.Text("3"));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        Clock.Advance(TimeSpan.FromDays(10));
        (await SweepAllAsync()).Events.ShouldBe(0);

        await RecordAsync(Delivered(lane, 2, 2));
        (await SweepAllAsync()).Events.ShouldBe(1);
        (await NextAsync(lane)).ShouldBe([3]);

        await RecordAsync(Delivered(lane, 3, 1));
        (await SweepAllAsync()).Events.ShouldBe(2);
        await writer.CommitAsync(Make.Text("4"));
        (await NextAsync(lane)).ShouldBe([4]);
        (await RowAsync(lane)).Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task The_log_is_kept_under_dead_letters_also_when_their_config_was_deleted()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CheckpointAsync(Make.Text("2"), Make.Text("3"));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(Delivered(lane, 1, 1) with { Death = Death(2, 2) });
        await RecordAsync(Delivered(lane, 3, 1));
        await Store.DeleteAsync(Key, "config", Cancel);
        Clock.Advance(TimeSpan.FromDays(2));

        (await SweepAllAsync()).Events.ShouldBe(1);
        (await Store.ReadEventsAsync(Key, 0, 10, Cancel)).Select(e => e.Sequence).ShouldBe([2, 3]);
        Clock.Advance(TimeSpan.FromDays(5));
        (await SweepAllAsync()).ShouldBe((0, 1, 2));
    }

    [Fact]
    public async Task A_lane_made_after_pruning_and_a_mask_that_becomes_wider_count_what_is_there()
    {
        var writer = await BeginAsync(config: Make.Config(mask: EventKinds.Message));
        await writer.CheckpointAsync(Make.Text("2"), Make.Text("3"));
        Clock.Advance(TimeSpan.FromDays(2));
        (await SweepAllAsync()).Events.ShouldBe(3);
        await writer.CommitAsync(Make.Text("4"));

        var lane = await LaneOfAsync(Make.Config(mask: EventKinds.All));
        var late = await LaneOfAsync(Make.Config("late"));

        (await WaitingAsync(lane)).ShouldBe([4]);
        (await RowAsync(lane)).Waiting.ShouldBe(1);
        (await WaitingAsync(late)).ShouldBe([5]);
        Make.TextsOf((await BodyAsync(late, 5)).Task.ShouldNotBeNull()).ShouldBe(["2", "3", "4"]);
    }

    [Fact]
    public async Task Many_running_tasks_are_gone_through_in_turns()
    {
        for (var i = 0; i < 7; i++)
        {
            var key = Make.Key($"t{i}", owner: $"o{i % 3}");
            await (await BeginAsync(key)).CheckpointAsync(Make.Text("2", key.TaskId));
        }

        Clock.Advance(TimeSpan.FromDays(1));
        var removed = 0;
        for (var look = 0; look < 8; look++)
        {
            removed += (await SweepAsync(maxTasks: 2)).Events;
        }

        removed.ShouldBe(14);
    }

    [Fact]
    public async Task A_sweep_of_another_epoch_removes_nothing_and_a_period_without_end_keeps_all()
    {
        var (_, lane) = await EndedAsync();
        await RecordAsync(Result(lane) with { Death = Death(1, 2) });
        Clock.Advance(TimeSpan.FromDays(4000));
        var owned = await Store.OwnAsync(Cancel);
        var retention = new RetentionOptions { EndedTasks = TimeSpan.MaxValue, DeadLetters = TimeSpan.MaxValue, RunningLogs = TimeSpan.MaxValue };

        (await Store.SweepAsync(new RetentionSweep { Epoch = owned.Epoch - 1, Now = Clock.GetUtcNow(), Retention = new() }, Cancel)).ShouldBe(default);
        (await Store.SweepAsync(new RetentionSweep { Epoch = owned.Epoch, Now = Clock.GetUtcNow(), Retention = retention }, Cancel)).ShouldBe(default);

        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
    }

    /// <summary>A task that has ended, with two updates that wait for its one config.</summary>
    private async Task<(TaskWriter Writer, Guid Lane)> EndedAsync()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.EndAsync(Make.Status(TaskState.Completed));
        return (writer, (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane);
    }

    private async Task<RetentionSwept> SweepAsync(int maxTasks = 200, int maxEvents = 5000)
    {
        var owned = await Store.OwnAsync(Cancel);
        return await Store.SweepAsync(
            new RetentionSweep { Epoch = owned.Epoch, Now = Clock.GetUtcNow(), Retention = new(), MaxTasks = maxTasks, MaxEvents = maxEvents }, Cancel);
    }

    /// <summary>Sweeps until nothing more is found.</summary>
    private async Task<(int Tasks, int DeadStretches, int Events)> SweepAllAsync()
    {
        var (tasks, stretches, events) = (0, 0, 0);
        RetentionSwept swept;
        do
        {
            swept = await SweepAsync();
            (tasks, stretches, events) = (tasks + swept.Tasks, stretches + swept.DeadStretches, events + swept.Events);
        }
        while (swept.IsMore);
        return (tasks, stretches, events);
    }
}
