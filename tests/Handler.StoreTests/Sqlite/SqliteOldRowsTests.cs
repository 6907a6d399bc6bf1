using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Schema;
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

    [Fact]
    public async Task A_dead_stretch_of_before_learns_whose_it_was_from_its_lane()
    {
        await WriteOldAsync(17);
        _database.Execute(
            """
            insert into dead (lane, task_row, from_sequence, to_sequence, deliveries, reason, at) select lane, task_row, 1, 1, 1, 0, 0 from lane;
            insert into dead (lane, task_row, from_sequence, to_sequence, deliveries, reason, at) select zeroblob(16), task_row, 1, 1, 1, 0, 0 from lane;
            """);

        await using var store = Open();

        var dead = (await store.ListDeadAsync(new DeadQuery { Limit = 10 }, CancellationToken.None)).Stretches;
        dead.Select(stretch => (stretch.ConfigId, stretch.Origin)).ShouldBe([("", ""), ("config", Make.Origin)]);
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
        using var young = new TemporaryDatabase();
        await using (var store = young.Open(_clock, new Doorbell()))
        {
            var writer = new TaskWriter(store, await store.CreateAsync(Make.Task(Key, config: Make.Config()), CancellationToken.None));
            await writer.CommitAsync(Make.Status(TaskState.Working), Make.Status(TaskState.InputRequired), Make.Status(TaskState.AuthRequired));
        }

        using var session = _database.Connect();
        SchemaUpgrade.Run(session, [.. SchemaSteps.All.Take(2)]);
        CopyFrom(young, session);
        session.Execute($"update lane set mask = {mask}; update event set kinds = (kinds & 32) | 1");
    }

    /// <summary>Copies the rows of another database, as far as this older one has columns for them.</summary>
    private static void CopyFrom(TemporaryDatabase young, SqliteSession session)
    {
        session.Execute($"attach '{young.Path}' as young");
        var tables = session.Ask("select group_concat(name) from main.sqlite_master where type = 'table' and name not like 'sqlite_%'");
        foreach (var table in tables!.Split(','))
        {
            var columns = session.Ask($"select group_concat(name) from pragma_table_info('{table}', 'main')");
            session.Execute($"insert or replace into main.{table} ({columns}) select {columns} from young.{table}");
        }

        session.Execute("detach young");
    }

    private SqliteAgentStore Open() => _database.Open(_clock, new Doorbell());
}
