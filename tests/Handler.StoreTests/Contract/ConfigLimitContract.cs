using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>How many configs an owner may have: three here.</summary>
public abstract class ConfigLimitContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    protected override BacklogLimits Limits { get; } = new() { MaxConfigsPerOwner = 3 };

    [Fact]
    public async Task An_owner_has_as_many_configs_as_may_be_over_all_tasks()
    {
        await BeginAsync(config: Make.Config("a"));
        await SetAsync(Make.Config("b"));
        await BeginAsync(Make.Key("second"), Make.Config("a"));

        (await SetAsync(Make.Config("c"))).ShouldBe(new ConfigWriteResult(ConfigWriteOutcome.TooManyOfOwner, null));
        (await SetAsync(Make.Config("b", secret: "other"))).Outcome.ShouldBe(ConfigWriteOutcome.Replaced);
        (await SetAsync(Make.Config("b", secret: "other"))).Outcome.ShouldBe(ConfigWriteOutcome.Unchanged);
        await Should.ThrowAsync<TooManyConfigsException>(() => CreateAsync(Make.Key("third"), Make.Config()));
        (await Store.ListOfOwnerAsync(Key.Scope, Cancel)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_task_that_is_refused_for_its_config_leaves_nothing()
    {
        await FullAsync();

        await Should.ThrowAsync<TooManyConfigsException>(() => CreateAsync(Make.Key("more"), Make.Config()));

        (await CreateAsync(Make.Key("more"))).Key.ShouldBe(Make.Key("more"));
    }

    [Fact]
    public async Task Owners_are_counted_each_for_itself()
    {
        await FullAsync();

        (await CreateAsync(Make.Key("task", owner: "other"), Make.Config())).Key.Scope.Owner.ShouldBe("other");
        (await CreateAsync(Make.Key("task", tenant: "other"), Make.Config())).Key.Scope.Tenant.ShouldBe("other");
    }

    [Fact]
    public async Task A_deleted_config_makes_room_at_once()
    {
        await FullAsync();

        await Store.DeleteAsync(Key, "b", Cancel);

        (await SetAsync(Make.Config("d"))).Outcome.ShouldBe(ConfigWriteOutcome.Created);
        (await SetAsync(Make.Config("e"))).Outcome.ShouldBe(ConfigWriteOutcome.TooManyOfOwner);
    }

    [Fact]
    public async Task Configs_of_a_task_that_has_ended_count_while_something_waits_on_them()
    {
        var writer = await FullAsync();
        await writer.EndAsync(Make.Status(TaskState.Completed));
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await SetAsync(Make.Config("d"))).Outcome.ShouldBe(ConfigWriteOutcome.TooManyOfOwner);
        foreach (var config in await Store.ListOfOwnerAsync(Key.Scope, Cancel))
        {
            await RecordAsync(Delivered(config.Lane.Lane, config.Lane.Tail, config.Lane.Waiting));
        }

        (await SetAsync(Make.Config("d"))).Outcome.ShouldBe(ConfigWriteOutcome.TooManyOfOwner, "It is counted again at most once a second.");
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await SetAsync(Make.Config("d"))).Outcome.ShouldBe(ConfigWriteOutcome.Created);
    }

    private async Task<TaskWriter> FullAsync()
    {
        var writer = await BeginAsync(config: Make.Config("a"));
        await SetAsync(Make.Config("b"));
        await SetAsync(Make.Config("c"));
        return writer;
    }
}
