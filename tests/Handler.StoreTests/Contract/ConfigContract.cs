using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Configs: creating, reading, reviving, deleting.</summary>
public abstract class ConfigContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task Configs_of_all_tasks_of_an_owner_are_listed_by_their_creation()
    {
        var (mine, other) = (Make.Key("b", "ann"), Make.Key("a", "ann"));
        await BeginAsync(mine);
        await BeginAsync(other);
        await BeginAsync(Make.Key("b", "bob"), Make.Config());
        await CreateAsync(Make.Key("unannounced", "ann"), Make.Config());
        foreach (var (task, id) in new[] { (mine, "2"), (other, "1"), (mine, "1") })
        {
            await SetAsync(Make.Config(id), task);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await SetAsync(Make.Config("2", secret: "new"), mine);

        (await Store.ListOfOwnerAsync(mine.Scope, Cancel)).Select(config => (config.Task.TaskId, config.ConfigId)).ShouldBe([("b", "2"), ("a", "1"), ("b", "1")]);
        (await Store.ListOfOwnerAsync(new OwnerScope("tenant", "ann"), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_config_is_read_as_it_was_written()
    {
        await BeginAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));

        var written = await SetAsync(
            Make.Config("a", secret: "sealed", origin: "http://other:80", format: WireFormat.V03, mask: EventKinds.Status));

        written.Outcome.ShouldBe(ConfigWriteOutcome.Created);
        var read = (await Store.GetAsync(Key, "a", Cancel)).ShouldNotBeNull();
        read.Task.ShouldBe(Key);
        read.ConfigId.ShouldBe("a");
        read.CreatedAt.ShouldBe(Clock.GetUtcNow());
        read.Format.ShouldBe(WireFormat.V03);
        read.Endpoint.Origin.ShouldBe("http://other:80");
        read.Endpoint.Secret.ToArray().ShouldBe("sealed"u8.ToArray());
        read.Lane.ShouldBe(written.Config.ShouldNotBeNull().Lane);
        read.Lane.Gate.ShouldBe(new GateKey(Key.Scope, "http://other:80"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_config_is_stored_under_the_id_that_was_asked_for_whatever_is_built(int times)
    {
        await BeginAsync();
        ConfigWriteResult? written = null;
        for (var i = 0; i < times; i++)
        {
            written = await Store.SetAsync(
                new ConfigWrite { Task = Key, ConfigId = "asked", Build = _ => Make.Config("built", secret: $"{i}") }, Cancel);
        }

        written.ShouldNotBeNull().Config.ShouldNotBeNull().ConfigId.ShouldBe("asked");
        (await Store.ListAsync(Key, Cancel)).ShouldNotBeNull().ShouldHaveSingleItem().ConfigId.ShouldBe("asked");
    }

    [Fact]
    public async Task Configs_are_listed_in_the_order_of_their_creation()
    {
        await BeginAsync();
        foreach (var id in (string[])["c", "a", "b"])
        {
            await SetAsync(Make.Config(id));
        }

        await SetAsync(Make.Config("c", secret: "replaced"));

        (await Store.ListAsync(Key, Cancel)).ShouldNotBeNull().Select(config => config.ConfigId).ShouldBe(["c", "a", "b"]);
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_so()
    {
        await BeginAsync();

        (await Store.GetAsync(Key, "none", Cancel)).ShouldBeNull();
        (await Store.GetAsync(Make.Key("none"), "none", Cancel)).ShouldBeNull();
        (await Store.ListAsync(Key, Cancel)).ShouldNotBeNull().ShouldBeEmpty();
        (await Store.ListAsync(Make.Key("none"), Cancel)).ShouldBeNull();
        (await Store.DeleteAsync(Key, "none", Cancel)).ShouldBe(ConfigDeleteOutcome.NotThere);
        (await Store.DeleteAsync(Make.Key("none"), "none", Cancel)).ShouldBe(ConfigDeleteOutcome.TaskNotFound);
        (await SetAsync(Make.Config(), Make.Key("none"))).ShouldBe(new ConfigWriteResult(ConfigWriteOutcome.TaskNotFound, null));
    }

    [Fact]
    public async Task A_config_of_another_owner_cannot_be_reached()
    {
        await BeginAsync(Make.Key("task", owner: "ann"));
        await SetAsync(Make.Config(), Make.Key("task", owner: "ann"));
        await BeginAsync(Make.Key("task", owner: "bob"));

        (await Store.GetAsync(Make.Key("task", owner: "bob"), "config", Cancel)).ShouldBeNull();
        (await Store.DeleteAsync(Make.Key("task", owner: "bob"), "config", Cancel)).ShouldBe(ConfigDeleteOutcome.NotThere);
    }

    [Fact]
    public async Task A_task_takes_as_many_configs_as_it_may()
    {
        await BeginAsync();
        await SetAsync(Make.Config("a"), maxPerTask: 2);
        await SetAsync(Make.Config("b"), maxPerTask: 2);

        (await SetAsync(Make.Config("c"), maxPerTask: 2)).ShouldBe(new ConfigWriteResult(ConfigWriteOutcome.TooMany, null));
        (await SetAsync(Make.Config("b", secret: "other"), maxPerTask: 2)).Outcome.ShouldBe(ConfigWriteOutcome.Replaced);
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().LastSequence.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_stored_is_built_from_what_is_there()
    {
        await BeginAsync();
        StoredPushConfig? seenFirst = null;
        StoredPushConfig? seenSecond = null;

        await Store.SetAsync(Write(existing => { seenFirst = existing; return Make.Config(secret: "first"); }), Cancel);
        await Store.SetAsync(Write(existing => { seenSecond = existing; return Make.Config(secret: "second"); }), Cancel);

        seenFirst.ShouldBeNull();
        seenSecond.ShouldNotBeNull().Endpoint.Secret.ToArray().ShouldBe("first"u8.ToArray());
    }

    [Fact]
    public async Task A_write_whose_building_fails_changes_nothing()
    {
        await BeginAsync();
        await SetAsync(Make.Config());
        var before = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull();

        await Should.ThrowAsync<FormatException>(async () => await Store.SetAsync(Write(_ => throw new FormatException()), Cancel));

        (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.ShouldBe(before.Lane);
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().LastSequence.ShouldBe(2);
    }

    [Fact]
    public async Task An_equal_config_changes_nothing()
    {
        await BeginAsync();
        var first = await SetAsync(Make.Config(mask: EventKinds.Status));
        Rings.Clear();

        var second = await SetAsync(Make.Config(mask: EventKinds.Status));

        second.Outcome.ShouldBe(ConfigWriteOutcome.Unchanged);
        second.Config.ShouldNotBeNull().Lane.ShouldBe(first.Config!.Lane);
        Rings.All.ShouldBeEmpty();
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().LastSequence.ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_config_is_gone_with_its_lane_and_the_dispatcher_knows()
    {
        await BeginAsync();
        var lane = await LaneOfAsync(Make.Config());
        Rings.Clear();

        (await Store.DeleteAsync(Key, "config", Cancel)).ShouldBe(ConfigDeleteOutcome.Deleted);

        Rings.Of(lane).ShouldHaveSingleItem().IsDeletion.ShouldBeTrue();
        (await Store.GetAsync(Key, "config", Cancel)).ShouldBeNull();
        (await Store.ReadAheadAsync(lane, 0, Cancel)).ShouldBeNull();
        (await Store.ReadEndpointAsync(lane, Cancel)).ShouldBeNull();
        (await Store.ReadBodyAsync(lane, 2, Cancel)).ShouldBeNull();
        ShouldHaveNothing(await TakeAsync());
        (await Store.DeleteAsync(Key, "config", Cancel)).ShouldBe(ConfigDeleteOutcome.NotThere);
    }

    [Fact]
    public async Task A_deleted_lane_reads_nothing_more()
    {
        var writer = await BeginAsync();
        var lane = await LaneOfAsync(Make.Config());
        await Store.DeleteAsync(Key, "config", Cancel);
        Rings.Clear();

        await writer.CommitAsync(Make.Text("late"));

        Rings.Of(lane).ShouldBeEmpty();
        (await TakeAsync()).Lanes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_config_created_again_has_another_lane_with_a_snapshot()
    {
        await BeginAsync();
        var first = await LaneOfAsync(Make.Config());
        await Store.DeleteAsync(Key, "config", Cancel);

        var again = await SetAsync(Make.Config());

        again.Outcome.ShouldBe(ConfigWriteOutcome.Created);
        again.Config.ShouldNotBeNull().Lane.Lane.ShouldNotBe(first);
        (await NextAsync(again.Config.Lane.Lane)).ShouldBe([3]);
    }

    [Fact]
    public async Task An_equal_config_revives_one_that_is_gone_with_a_new_lane_and_a_snapshot()
    {
        var writer = await BeginAsync();
        var old = await LaneOfAsync(Make.Config());
        await RecordAsync(Result(old) with { State = LaneState.Gone, StateReason = "410" });
        await writer.CommitAsync(Make.Text("missed"));
        var createdAt = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().CreatedAt;
        Clock.Advance(TimeSpan.FromSeconds(1));
        Rings.Clear();

        var revived = await SetAsync(Make.Config());

        revived.Outcome.ShouldBe(ConfigWriteOutcome.Revived);
        var lane = revived.Config.ShouldNotBeNull().Lane;
        lane.Lane.ShouldNotBe(old);
        (lane.State, lane.StateReason, lane.Generation, lane.Waiting).ShouldBe((LaneState.Active, null, 1, 1));
        revived.Config.CreatedAt.ShouldBe(createdAt);
        Make.TextsOf((await BodyAsync(lane.Lane, 4)).Task.ShouldNotBeNull()).ShouldBe(["missed"]);
        Rings.Of(old).ShouldHaveSingleItem().IsDeletion.ShouldBeTrue();
        Rings.Added(lane.Lane).ShouldBe([4]);
        (await Store.ReadAheadAsync(old, 0, Cancel)).ShouldBeNull();
        (await Store.ListDeadAsync(old, Cancel)).ShouldHaveSingleItem().Reason.ShouldBe(DeadReason.Gone);
    }

    [Fact]
    public async Task A_revival_without_snapshot_reads_from_the_next_commit_on()
    {
        var writer = await BeginAsync();
        var old = await LaneOfAsync(Make.Config());
        await RecordAsync(Result(old) with { State = LaneState.Gone });

        var lane = await LaneOfAsync(Make.Config(), snapshot: false);

        await writer.CommitAsync(Make.Text("next"));
        (await NextAsync(lane)).ShouldBe([3]);
    }

    private static ConfigWrite Write(Func<StoredPushConfig?, NewPushConfig> build) =>
        new() { Task = Key, ConfigId = "config", Build = build };
}
