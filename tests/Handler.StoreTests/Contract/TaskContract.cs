using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Tasks: creating, announcing, reading, the log, dropping.</summary>
public abstract class TaskContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_task_is_stored_with_its_first_run()
    {
        var created = await Store.CreateAsync(Make.Task(Key) with { Dialect = WireFormat.V03 }, Cancel);

        created.Key.ShouldBe(Key);
        created.Run.ShouldBe(new RunToken(Store.Node, 1));
        created.Announced.ShouldBeFalse();
        created.LastSequence.ShouldBe(0);
        created.Dialect.ShouldBe(WireFormat.V03);
        created.CheckpointBytes.ShouldBe(A2AJson.Write(created.Task).Length);
        created.BytesSinceCheckpoint.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_task_of_a_key_is_refused()
    {
        await CreateAsync();

        await Should.ThrowAsync<InvalidOperationException>(async () => await CreateAsync());
    }

    [Fact]
    public async Task A_task_of_the_same_message_is_given_back_in_place_of_a_second()
    {
        var first = await Store.CreateAsync(Make.Task(Key) with { MessageDigest = "digest" }, Cancel);

        var unannounced = await Store.CreateAsync(Make.Task(Make.Key("second")) with { MessageDigest = "digest" }, Cancel);
        await new TaskWriter(Store, first).CommitAsync(Make.Status(TaskState.Working));
        var announced = await Store.CreateAsync(Make.Task(Make.Key("third"), config: Make.Config()) with { MessageDigest = "digest" }, Cancel);

        unannounced.Key.ShouldBe(Key);
        unannounced.Announced.ShouldBeFalse();
        announced.Key.ShouldBe(Key);
        announced.Run.ShouldBe(first.Run);
        announced.Task.Status.State.ShouldBe(TaskState.Working);
        (await Store.ListAsync(Key, Cancel)).ShouldNotBeNull().ShouldBeEmpty();
        (await Store.DeleteAsync(Make.Key("third"), "config", Cancel)).ShouldBe(ConfigDeleteOutcome.TaskNotFound);
    }

    [Fact]
    public async Task The_same_message_of_another_owner_or_tenant_makes_a_task_of_theirs()
    {
        foreach (var key in new[] { Key, Make.Key("task", owner: "ann"), Make.Key("task", owner: "ann", tenant: "north"), Make.Key("task", tenant: "north") })
        {
            (await Store.CreateAsync(Make.Task(key) with { MessageDigest = "digest" }, Cancel)).Key.ShouldBe(key);
        }
    }

    [Fact]
    public async Task Tasks_without_a_message_to_tell_them_by_are_as_many_as_are_made()
    {
        await CreateAsync();

        (await Store.CreateAsync(Make.Task(Make.Key("second")), Cancel)).Key.TaskId.ShouldBe("second");
    }

    [Fact]
    public async Task The_message_of_a_dropped_task_makes_another()
    {
        var created = await Store.CreateAsync(Make.Task(Key) with { MessageDigest = "digest" }, Cancel);
        await Store.DropAsync(Key, created.Run!.Value, Cancel);

        (await Store.CreateAsync(Make.Task(Make.Key("second")) with { MessageDigest = "digest" }, Cancel)).Key.TaskId.ShouldBe("second");
    }

    [Fact]
    public async Task A_task_is_seen_by_nothing_before_its_first_commit()
    {
        var writer = await CreateAsync(config: Make.Config());

        (await Store.GetAsync(Key, Cancel)).ShouldBeNull();
        (await Store.ListAsync(new TaskQuery { Scope = Key.Scope, Limit = 10 }, Cancel)).Tasks.ShouldBeEmpty();
        (await Store.GetAsync(Key, "config", Cancel)).ShouldBeNull();
        (await Store.ListAsync(Key, Cancel)).ShouldBeNull();
        (await SetAsync(Make.Config("other"))).Outcome.ShouldBe(ConfigWriteOutcome.TaskNotFound);
        (await Store.DeleteAsync(Key, "config", Cancel)).ShouldBe(ConfigDeleteOutcome.TaskNotFound);
        (await Store.BeginRunAsync(Key, null, Cancel)).Outcome.ShouldBe(BeginRunOutcome.TaskNotFound);

        await writer.CommitAsync(Make.Status(TaskState.Working));

        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Announced.ShouldBeTrue();
        (await Store.ListAsync(new TaskQuery { Scope = Key.Scope, Limit = 10 }, Cancel)).Total.ShouldBe(1);
        (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_task_of_another_owner_or_tenant_is_another_task()
    {
        await BeginAsync(Make.Key("task", owner: "ann"));
        await BeginAsync(Make.Key("task", owner: "bob"));
        await BeginAsync(Make.Key("task", owner: "ann", tenant: "north"));

        (await Store.GetAsync(Make.Key("task", owner: "carl"), Cancel)).ShouldBeNull();
        (await Store.GetAsync(Make.Key("task", owner: "bob", tenant: "north"), Cancel)).ShouldBeNull();
        (await Store.ListAsync(new TaskQuery { Scope = new OwnerScope("", "ann"), Limit = 10 }, Cancel)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_gives_the_task_as_of_its_last_event()
    {
        var writer = await BeginAsync();
        await writer.CommitAsync(Make.Text("one"), Make.Text("two"));
        await writer.CheckpointAsync(Make.Text("three"));
        await writer.CommitAsync(Make.Text("four"), Make.Said("hello"));

        var read = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();

        read.LastSequence.ShouldBe(6);
        A2AJson.Write(read.Task).ShouldBe(A2AJson.Write(writer.Task));
        Make.TextsOf(read.Task).ShouldBe(["one", "two", "three", "four"]);
    }

    [Fact]
    public async Task The_bytes_since_the_checkpoint_are_counted_until_the_next_one()
    {
        var writer = await CreateAsync();
        NewEvent[] events = [Make.Text("one"), Make.Text("two")];
        await writer.CommitAsync(events[0]);
        await writer.CommitAsync(events[1]);
        var before = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();

        await writer.CheckpointAsync(Make.Text("three"));

        before.CheckpointBytes.ShouldBe(A2AJson.Write(Make.Submitted("task")).Length);
        before.BytesSinceCheckpoint.ShouldBe(events.Sum(e => e.Payload.Length));
        var after = (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
        after.CheckpointBytes.ShouldBe(A2AJson.Write(writer.Task).Length);
        after.BytesSinceCheckpoint.ShouldBe(0);
    }

    [Fact]
    public async Task Sequences_are_given_one_by_one_in_the_order_of_commits()
    {
        var writer = await CreateAsync();

        var first = await writer.CommitAsync(Make.Text("1"), Make.Text("2"));
        var second = await writer.CommitAsync(Make.Text("3"));
        var none = await writer.CommitAsync();

        first.ShouldBe(new CommitResult(CommitOutcome.Committed, 1, Clock.GetUtcNow()));
        second.FirstSequence.ShouldBe(3);
        none.ShouldBe(new CommitResult(CommitOutcome.Committed, 0, Clock.GetUtcNow()));
    }

    [Fact]
    public async Task The_log_is_read_in_order_and_in_pages()
    {
        var writer = await CreateAsync();
        NewEvent[] events = [Make.Status(TaskState.Working), Make.Text("2"), Make.Text("3"), Make.Said("4")];
        await writer.CommitAsync(events);

        var page = await Store.ReadEventsAsync(Key, after: 1, limit: 2, Cancel);
        var rest = await Store.ReadEventsAsync(Key, after: 3, limit: 100, Cancel);

        page.Select(e => e.Sequence).ShouldBe([2, 3]);
        page[0].Payload.ToArray().ShouldBe(events[1].Payload.ToArray());
        page[0].CommittedAt.ShouldBe(Clock.GetUtcNow());
        rest.Select(e => (e.Sequence, e.Kinds)).ShouldBe([(4, EventKinds.Message | EventKinds.CommitEnd | EventKinds.ArtifactEnd)]);
    }

    [Fact]
    public async Task The_log_of_a_stream_skips_what_is_for_one_lane_and_has_what_is_for_none()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config());
        await writer.CommitAsync(
            Make.Text("by hand") with { Target = EventTarget.For(lane) },
            Make.Text("silent") with { Target = EventTarget.None },
            Make.Text("all"));

        var log = await Store.ReadEventsAsync(Key, 0, 100, Cancel);

        log.Select(e => e.Sequence).ShouldBe([1, 4, 5]);
        Make.TextsOf((await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Task).ShouldBe(["silent", "all"]);
    }

    [Fact]
    public async Task The_log_of_an_unknown_task_is_empty()
    {
        (await Store.ReadEventsAsync(Key, 0, 100, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_end_of_a_commit_is_marked_on_its_last_event_for_all()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config());
        await writer.CommitAsync(Make.Text("3"), Make.Text("4"), Make.Text("5") with { Target = EventTarget.For(lane) });

        var log = await Store.ReadEventsAsync(Key, 0, 100, Cancel);

        log.Where(e => e.Kinds.HasFlag(EventKinds.CommitEnd)).Select(e => e.Sequence).ShouldBe([1, 4]);
    }

    [Fact]
    public async Task A_dropped_task_is_gone_with_its_config_and_its_lane()
    {
        var created = await Store.CreateAsync(Make.Task(Key, config: Make.Config()), Cancel);

        await Store.DropAsync(Key, created.Run!.Value, Cancel);

        var commit = await new TaskWriter(Store, created).CommitAsync(Make.Text("late"));
        commit.Outcome.ShouldBe(CommitOutcome.TaskNotFound);
        var again = await BeginAsync();
        (await Store.ListAsync(again.Key, Cancel)).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_announced_task_is_not_dropped()
    {
        var writer = await BeginAsync();

        await Store.DropAsync(Key, writer.Run, Cancel);

        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_task_is_not_dropped_by_another_run()
    {
        var writer = await CreateAsync();

        await Store.DropAsync(Key, writer.Run with { Epoch = 7 }, Cancel);

        (await writer.CommitAsync(Make.Text("still there"))).Outcome.ShouldBe(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_call_that_is_canceled_beforehand_writes_nothing()
    {
        var writer = await BeginAsync();
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            async () => await Store.CommitAsync(writer.Prepare(Make.Text("no")), canceled.Token));

        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().LastSequence.ShouldBe(1);
    }
}
