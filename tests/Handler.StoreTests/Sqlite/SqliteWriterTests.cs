using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite;
using Handler.Sqlite.Engine;
using Handler.StoreTests.Contract;

namespace Handler.StoreTests.Sqlite;

public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _database = new();
    private readonly Doorbell _doorbell = new();
    private SqliteAgentStore _store = null!;
    private Task _blocked = Task.CompletedTask;

    private static CancellationToken Cancel => CancellationToken.None;

    public Task InitializeAsync()
    {
        _store = _database.Open(TimeProvider.System, _doorbell);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task What_waits_while_the_writer_is_busy_is_committed_as_one_group()
    {
        using var busy = new ManualResetEventSlim();
        await BlockAsync(busy);
        var groups = _store.Writer.Groups;

        var waiting = Enumerable.Range(0, 50).Select(i => CreateAsync($"task{i}")).ToList();
        busy.Set();
        await Task.WhenAll([_blocked, .. waiting]);

        // In the group of the one that was busy: what waits is taken as long as there is room.
        (_store.Writer.Groups - groups).ShouldBe(1);
        (await Task.WhenAll(waiting)).ShouldAllBe(task => task.Run != null);
    }

    [Fact]
    public async Task A_group_ends_at_a_megabyte_with_the_bodies_that_its_commits_keep()
    {
        NotificationBodyRenderer large = (_, _, _) => new byte[600 * 1024];
        var writers = new List<TaskWriter>();
        for (var i = 0; i < 6; i++)
        {
            writers.Add(new TaskWriter(_store, await CreateAsync($"task{i}", Make.Config(format: WireFormat.V03))) { Bodies = large });
        }

        using var busy = new ManualResetEventSlim();
        await BlockAsync(busy);
        var groups = _store.Writer.Groups;

        var waiting = writers.ConvertAll(writer => writer.CommitAsync(Make.Status(TaskState.Working, task: writer.Key.TaskId)));
        busy.Set();
        await Task.WhenAll(_blocked, Task.WhenAll(waiting));

        (_store.Writer.Groups - groups).ShouldBe(3);
    }

    [Fact]
    public async Task A_statement_that_an_error_left_half_bound_is_taken_again()
    {
        const string Sql = "update task set tenant = ? where task_row = -1";
        var failing = _store.Writer.WriteAsync(session => session.Use(Sql).Bind(Throw()).Run(), null, () => 0, Cancel);

        await Should.ThrowAsync<InvalidOperationException>(failing);

        (await _store.Writer.WriteAsync(session => session.Use(Sql).Bind("none").Run(), null, () => 0, Cancel)).ShouldBe(0);

        static string Throw() => throw new InvalidOperationException("The gate's row cannot be read.");
    }

    [Fact]
    public async Task The_error_of_one_caller_undoes_its_writes_and_nobody_elses()
    {
        using var busy = new ManualResetEventSlim();
        await BlockAsync(busy);

        var before = CreateAsync("before");
        var failing = _store.Writer.WriteAsync<int>(
            session =>
            {
                session.Execute("delete from task");
                throw new InvalidOperationException("mine");
            },
            null,
            () => 0,
            Cancel);
        var after = CreateAsync("after");
        busy.Set();
        await Task.WhenAll(_blocked, before, after);

        (await Should.ThrowAsync<InvalidOperationException>(failing)).Message.ShouldBe("mine");
        _database.Ask("select group_concat(task_id) from (select task_id from task order by task_row)").ShouldBe("before,after");
    }

    [Fact]
    public async Task A_delegate_that_throws_in_a_transaction_leaves_nothing_of_it()
    {
        var writer = new TaskWriter(_store, await CreateAsync("task", Make.Config(format: WireFormat.V03)));
        var commit = writer.Prepare(Make.Status(TaskState.Working)) with { Bodies = (_, _, _) => throw new FormatException("mine") };

        await Should.ThrowAsync<FormatException>(_store.CommitAsync(commit, Cancel));

        (await _store.ReadEventsAsync(writer.Key, 0, 10, Cancel)).ShouldBeEmpty();
        (await writer.CommitAsync(Make.Status(TaskState.Working))).FirstSequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_that_has_gone_before_its_turn_writes_nothing()
    {
        using var busy = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        await BlockAsync(busy);

        var gone = _store.CreateAsync(Make.Task(Make.Key("gone")), cancel.Token);
        await cancel.CancelAsync();
        busy.Set();
        await _blocked;

        await Should.ThrowAsync<OperationCanceledException>(gone);
        _database.Ask("select count(*) from task").ShouldBe("0");
    }

    [Fact]
    public async Task A_listener_that_throws_fails_no_commit()
    {
        using var listening = _doorbell.Listen(new ThrowingListener());
        var writer = new TaskWriter(_store, await CreateAsync("task", Make.Config()));

        var result = await writer.CommitAsync(Make.Status(TaskState.Working));

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        (await writer.CommitAsync(Make.Text("2"))).FirstSequence.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_disk_fails_the_callers_and_harms_nothing()
    {
        var writer = new TaskWriter(_store, await CreateAsync("task"));
        await writer.CommitAsync(Make.Status(TaskState.Working));
        await SessionAsync(session => session.Execute("pragma max_page_count = 1"));

        var error = await Should.ThrowAsync<StoreUnavailableException>(writer.CommitAsync(Make.Text(new string('x', 200_000))));
        await SessionAsync(session => session.Execute("pragma max_page_count = 1000000"));

        error.Message.ShouldContain("full");
        error.Message.ShouldContain("Make room");
        (await writer.CommitAsync(Make.Text("2"))).FirstSequence.ShouldBe(2);
        _database.Ask("pragma integrity_check").ShouldBe("ok");
    }

    [Fact]
    public async Task A_long_log_is_copied_into_the_database_and_begins_anew()
    {
        var writer = new TaskWriter(_store, await CreateAsync("task"));
        var text = new string('x', 100_000);

        for (var i = 0; i < 200; i++)
        {
            await writer.CommitAsync(Make.Text(text));
        }

        _store.Writer.Checkpoints.ShouldBeInRange(4, 20);
        new FileInfo(_database.Path + "-wal").Length.ShouldBeLessThan(3 * GroupCommitWriter.CheckpointPages * 4096);
        new FileInfo(_database.Path).Length.ShouldBeGreaterThan(10_000_000);
    }

    [Fact]
    public async Task Closing_writes_what_was_handed_in_and_leaves_no_log()
    {
        var created = CreateAsync("task");

        await _store.DisposeAsync();
        await _store.DisposeAsync();

        await created;
        File.Exists(_database.Path + "-wal").ShouldBeFalse();
        _database.Ask("select task_id from task").ShouldBe("task");
        await Should.ThrowAsync<ObjectDisposedException>(CreateAsync("late"));
        await Should.ThrowAsync<ObjectDisposedException>(_store.GetAsync(Make.Key("task"), Cancel));
    }

    [Fact]
    public async Task What_was_answered_is_there_though_the_process_was_killed()
    {
        var writer = new TaskWriter(_store, await CreateAsync("task", Make.Config()));
        await writer.CommitAsync(Make.Status(TaskState.Working), Make.Text("2"));
        using var killed = _database.CopyAsAfterKill();

        await using var again = killed.Open();

        (await again.ReadEventsAsync(writer.Key, 0, 10, Cancel)).Count.ShouldBe(2);
        (await again.GetAsync(writer.Key, "config", Cancel)).ShouldNotBeNull().Lane.Waiting.ShouldBe(2);
        again.Node.ShouldBe("epoch-2");
    }

    [Fact]
    public async Task Many_writers_and_readers_at_once_see_whole_commits()
    {
        var tasks = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => CreateAsync($"task{i}", Make.Config())));
        var writers = tasks.Select(task => new TaskWriter(_store, task)).ToList();

        await Task.WhenAll(writers.Select(async writer =>
        {
            for (var i = 0; i < 25; i++)
            {
                await writer.CommitAsync(Make.Text("a", writer.Key.TaskId), Make.Text("b", writer.Key.TaskId));
                var seen = (await _store.GetAsync(writer.Key, "config", Cancel)).ShouldNotBeNull().Lane;
                (seen.Waiting, seen.Tail).ShouldBe((2 * (i + 1), 2 * (i + 1)));
            }
        }));

        _database.Ask("select count(*) from event").ShouldBe("400");
    }

    private Task<StoredTask> CreateAsync(string id, NewPushConfig? config = null) =>
        _store.CreateAsync(Make.Task(Make.Key(id), config: config), Cancel);

    /// <summary>Keeps the writer busy until told; what is handed in meanwhile waits.</summary>
    private async Task BlockAsync(ManualResetEventSlim busy)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _blocked = SessionAsync(_ =>
        {
            begun.SetResult();
            busy.Wait();
        });
        await begun.Task;
    }

    private Task<int> SessionAsync(Action<SqliteSession> act) => _store.Writer.WriteAsync(
        session =>
        {
            act(session);
            return 0;
        },
        null,
        () => 0,
        Cancel);

    private sealed class ThrowingListener : ILaneListener
    {
        public void Advanced(IReadOnlyList<LaneAdvance> advances) => throw new InvalidOperationException("listener");

        public void LaneChanged(Guid lane, long? generation) => throw new InvalidOperationException("listener");

        public void GateChanged(GateRow gate) => throw new InvalidOperationException("listener");
    }
}
