using System.Globalization;
using Handler.Server.Storage;
using Handler.Sqlite;
using Handler.StoreTests.Contract;
using Handler.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handler.StoreTests.Sqlite;

public sealed class SqliteOpeningTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_second_opener_is_refused_and_told_who_has_the_database()
    {
        await using var store = _database.Open();

        var error = Should.Throw<SqliteStoreException>(_database.Open);

        error.Message.ShouldContain(_database.Path + ".lock");
        error.Message.ShouldContain($"pid {Environment.ProcessId}");
        error.Path.ShouldBe(_database.Path);
        error.Advice.ShouldContain("Stop that process");
    }

    [Fact]
    public async Task The_database_is_free_again_once_the_store_is_closed()
    {
        await _database.Open().DisposeAsync();

        await using var again = _database.Open();

        again.Node.ShouldBe("epoch-2");
    }

    [Fact]
    public async Task A_refused_opener_raises_no_epoch()
    {
        await using (_database.Open())
        {
            Should.Throw<SqliteStoreException>(_database.Open);
        }

        await using var again = _database.Open();

        again.Node.ShouldBe("epoch-2");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var path = Path.Combine(_database.Folder, "missing", "agent.db");

        var error = Should.Throw<SqliteStoreException>(() => OpenAt(path));

        error.Message.ShouldBe($"The folder of the database {path} does not exist. Create it, or name a file in another folder.");
    }

    [Fact]
    public void A_folder_is_no_database() =>
        Should.Throw<SqliteStoreException>(() => OpenAt(_database.Folder)).Message.ShouldContain("is a folder");

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(_database.Path, "these are my notes, not a database, and they are long enough");

        var error = Should.Throw<SqliteStoreException>(_database.Open);

        error.Message.ShouldContain("is not a SQLite database");
        File.ReadAllText(_database.Path).ShouldStartWith("these are my notes");
    }

    [Fact]
    public async Task A_database_whose_pages_are_damaged_is_refused()
    {
        await _database.Open().DisposeAsync();
        await using (var file = File.OpenWrite(_database.Path))
        {
            file.Position = 16;
            file.Write(new byte[4096]);
        }

        var error = Should.Throw<SqliteStoreException>(_database.Open);

        error.Message.ShouldContain(_database.Path);
        error.Advice.ShouldContain("backup");
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        _database.Execute("create table contact (name text)");

        Should.Throw<SqliteStoreException>(_database.Open).Message.ShouldContain("of another program");
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_as_it_is()
    {
        await _database.Open().DisposeAsync();
        _database.Execute("pragma user_version = 999");

        var error = Should.Throw<SqliteStoreException>(_database.Open);

        error.Message.ShouldContain("has schema version 999");
        error.Message.ShouldContain("versions up to");
        _database.Ask("pragma user_version").ShouldBe("999");
        _database.Ask("select epoch from store").ShouldBe("1");
    }

    [Fact]
    public async Task An_empty_file_becomes_a_database()
    {
        File.WriteAllBytes(_database.Path, []);

        await using var store = _database.Open();

        store.Node.ShouldBe("epoch-1");
    }

    [Fact]
    public async Task Which_engine_runs_is_logged()
    {
        var log = new LogCapture();

        await using var store = _database.Open(new ManualClock(Make.Epoch), new Doorbell(), log.LoggerFor<SqliteAgentStore>());

        log.Entries.ShouldContain(entry => entry.Message.Contains("with SQLite 3.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commits_are_synced_and_the_log_is_copied_by_the_writer_alone()
    {
        await using var store = _database.Open();

        var settings = await store.Writer.WriteAsync(
            session => string.Join(
                ' ', session.Ask("pragma journal_mode"), session.Ask("pragma synchronous"), session.Ask("pragma wal_autocheckpoint")),
            null,
            () => 0,
            CancellationToken.None);

        settings.ShouldBe("wal 2 0");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":memory:")]
    [InlineData("file:agent.db?mode=memory")]
    public void What_is_not_a_files_path_is_refused(string path) => Should.Throw<ArgumentException>(() => OpenAt(path));

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void The_number_of_readers_is_bounded(int readers)
    {
        var options = new SqliteStoreOptions { Path = _database.Path, Readers = readers };

        var error = Should.Throw<ArgumentException>(() => OpenWith(options));

        error.Message.ShouldContain(readers.ToString(CultureInfo.InvariantCulture));
    }

    private static SqliteAgentStore OpenAt(string path) => OpenWith(new SqliteStoreOptions { Path = path });

    private static SqliteAgentStore OpenWith(SqliteStoreOptions options) =>
        SqliteAgentStore.Open(options, TimeProvider.System, new Doorbell(), NullLogger<SqliteAgentStore>.Instance);
}
