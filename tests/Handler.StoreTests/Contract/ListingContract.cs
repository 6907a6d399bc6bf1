using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Lists of tasks.</summary>
public abstract class ListingContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static TaskQuery All { get; } = new() { Scope = OwnerScope.Anonymous, Limit = 100 };

    [Fact]
    public async Task Tasks_come_with_the_newest_status_first_then_by_id()
    {
        await AddAsync("b", 1);
        await AddAsync("c", 2);
        await AddAsync("a", 1);

        (await IdsAsync(All)).ShouldBe(["c", "a", "b"]);
    }

    [Fact]
    public async Task A_new_status_brings_a_task_to_the_front()
    {
        var writer = await AddAsync("a", 1);
        await AddAsync("b", 2);

        await writer.CommitAsync(Make.Status(TaskState.Working, Make.Epoch.AddSeconds(3), "a"));

        (await IdsAsync(All)).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Times_are_compared_to_the_millisecond()
    {
        await AddAsync("b", 1, ticks: 9);
        await AddAsync("a", 1, ticks: 5);

        (await IdsAsync(All)).ShouldBe(["a", "b"]);
        (await IdsAsync(All with { StatusSince = Make.Epoch.AddSeconds(1).AddTicks(7) })).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repeat()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddAsync("task" + i, second: i / 2);
        }

        var seen = new List<string>();
        TaskPosition? after = null;
        do
        {
            var page = await Store.ListAsync(All with { Limit = 3, After = after }, Cancel);
            page.Total.ShouldBe(7);
            seen.AddRange(page.Tasks.Select(task => task.Key.TaskId));
            after = page.Next;
        }
        while (after is not null);

        seen.ShouldBe(["task6", "task4", "task5", "task2", "task3", "task0", "task1"]);
    }

    [Fact]
    public async Task A_page_that_is_full_by_chance_is_the_last()
    {
        await AddAsync("a", 1);
        await AddAsync("b", 2);

        (await Store.ListAsync(All with { Limit = 2 }, Cancel)).Next.ShouldBeNull();
    }

    [Fact]
    public async Task Filters_are_by_context_state_and_time()
    {
        await AddAsync("a", 1);
        await AddAsync("b", 2, TaskState.Completed);
        var other = await CreateAsync(Make.Key("c"), context: "other");
        await other.CommitAsync(Make.Status(TaskState.Working, Make.Epoch.AddSeconds(3), "c"));

        (await IdsAsync(All with { ContextId = "other" })).ShouldBe(["c"]);
        (await IdsAsync(All with { State = TaskState.Completed })).ShouldBe(["b"]);
        (await IdsAsync(All with { StatusSince = Make.Epoch.AddSeconds(2) })).ShouldBe(["c", "b"]);
        (await Store.ListAsync(All with { State = TaskState.Working, Limit = 1 }, Cancel)).Total.ShouldBe(2);
    }

    [Fact]
    public async Task Tasks_are_listed_whole()
    {
        var writer = await AddAsync("a", 1);
        await writer.CommitAsync(Make.Text("one", "a"), Make.Text("two", "a"));

        var listed = (await Store.ListAsync(All, Cancel)).Tasks.ShouldHaveSingleItem();

        A2AJson.Write(listed.Task).ShouldBe(A2AJson.Write(writer.Task));
        listed.LastSequence.ShouldBe(3);
    }

    private async Task<TaskWriter> AddAsync(string id, int second, TaskState state = TaskState.Working, int ticks = 0)
    {
        var writer = await CreateAsync(Make.Key(id));
        await writer.CommitAsync(Make.Status(state, Make.Epoch.AddSeconds(second).AddTicks(ticks), id));
        return writer;
    }

    private async Task<IReadOnlyList<string>> IdsAsync(TaskQuery query) =>
        [.. (await Store.ListAsync(query, Cancel)).Tasks.Select(task => task.Key.TaskId)];
}
