using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite;
using Handler.StoreTests.Contract;
using Handler.TestKit;

namespace Handler.StoreTests.Sqlite;

/// <summary>Databases of version 2 and before, where a status update did not say to which state.</summary>
public sealed class SqliteOldRowsTests : IDisposable
{
    private static readonly TaskKey Key = Make.Key("task");

    private readonly TemporaryDatabase _database = new();
    private readonly ManualClock _clock = new(Make.Epoch);

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(31, EventKinds.All)]
    [InlineData(17, EventKinds.Status | EventKinds.Snapshot)]
    [InlineData(53, EventKinds.Status | EventKinds.Message | EventKinds.CommitEnd | EventKinds.Snapshot)]
    [InlineData(18, EventKinds.Artifact | EventKinds.Snapshot)]
    public async Task A_lane_that_read_all_status_updates_reads_those_of_all_states(int old, EventKinds now)
    {
        await WriteOldAsync(old);

        await using var store = Open();

        (await store.GetAsync(Key, "config", CancellationToken.None)).ShouldNotBeNull().Lane.Mask.ShouldBe(now);
    }

    [Fact]
    public async Task Old_and_new_status_updates_are_read_side_by_side()
    {
        await WriteOldAsync(17);
        await using var store = Open();
        var begun = await store.BeginRunAsync(Key, (await store.GetAsync(Key, CancellationToken.None))!.Run, CancellationToken.None);

        await new TaskWriter(store, begun.Task!).CommitAsync(Make.Status(TaskState.InputRequired), Make.Text("5"), Make.Status(TaskState.Working));

        await ShouldWaitAsync(store, 1, 2, 3, 4, 6);
    }

    [Fact]
    public async Task A_lane_of_some_states_still_reads_an_old_status_update_which_may_be_the_end()
    {
        await WriteOldAsync(17);
        await using var store = Open();

        await store.SetAsync(
            new ConfigWrite { Task = Key, ConfigId = "config", Build = there => Make.Config(mask: EventKinds.OtherStatus | EventKinds.Completed) },
            CancellationToken.None);

        await ShouldWaitAsync(store, 1, 2, 3);
    }

    private static async Task ShouldWaitAsync(SqliteAgentStore store, params long[] expected)
    {
        var lane = (await store.GetAsync(Key, "config", CancellationToken.None)).ShouldNotBeNull().Lane;
        var work = (await store.ReadAheadAsync(lane.Lane, 0, CancellationToken.None)).ShouldNotBeNull();
        work.Next.Select(delivery => delivery.Sequence).ShouldBe(expected);
        work.Row.Waiting.ShouldBe(expected.Length);
    }

    /// <summary>Three status updates that wait, as they were before.</summary>
    private async Task WriteOldAsync(int mask)
    {
        await using (var store = Open())
        {
            var writer = new TaskWriter(store, await store.CreateAsync(Make.Task(Key, config: Make.Config()), CancellationToken.None));
            await writer.CommitAsync(Make.Status(TaskState.Working), Make.Status(TaskState.InputRequired), Make.Status(TaskState.AuthRequired));
        }

        _database.Execute($"update lane set mask = {mask}; update event set kinds = (kinds & 32) | 1; pragma user_version = 2");
    }

    private SqliteAgentStore Open() => _database.Open(_clock, new Doorbell());
}
