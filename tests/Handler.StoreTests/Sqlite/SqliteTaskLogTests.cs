using Handler.Protocol;
using Handler.StoreTests.Contract;

namespace Handler.StoreTests.Sqlite;

public sealed class SqliteTaskLogTests : TaskLogContract<SqliteFixture>
{
    [Fact]
    public async Task A_log_goes_on_after_the_process_that_wrote_it()
    {
        await AppendAsync(Open(), Make.Status(TaskState.Working), Make.Text("one"));
        var lane = await LaneOfAsync(Make.Config());

        await ReopenAsync();
        (await AppendAsync(Open(), Make.Text("two"))).ShouldBe(4);

        (await WaitingAsync(lane)).ShouldBe([3, 4]);
        (await Store.GetAsync(Key, Cancel)).ShouldNotBeNull().Task.Artifacts!.Single().Parts.Select(part => part.Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_log_whose_process_ended_before_its_first_update_goes_on()
    {
        // Between the two transactions of a first update.
        await Store.CreateAsync(Make.Task(Key) with { MessageDigest = $"log {Key.TaskId}" }, Cancel);

        await ReopenAsync();

        (await AppendAsync(Open(), Make.Text("first"))).ShouldBe(1);
    }
}
