using Handler.Sqlite.Engine;

namespace Handler.StoreTests.Sqlite;

public sealed class SqliteEngineTests
{
    [Fact]
    public void Without_a_library_of_the_system_the_bundled_one_runs() =>
        SqliteEngine.Choose(["libno-such-library.so.0"]).ShouldBe((0, "bundled"));

    [Fact]
    public void A_library_that_is_no_sqlite_is_passed_over() => SqliteEngine.Choose(["libc.so.6"]).ShouldBe((0, "bundled"));

    [Theory]
    [InlineData("bundled")]
    [InlineData("Bundled")]
    public void The_switch_leaves_the_systems_library_alone(string choice) => SqliteEngine.Candidates(choice).ShouldBeEmpty();

    [Fact]
    public void On_linux_the_systems_library_is_looked_for() =>
        SqliteEngine.Candidates(null).ShouldBe(OperatingSystem.IsLinux() ? ["libsqlite3.so.0"] : []);

    [Fact]
    public void The_engine_that_runs_is_new_enough() =>
        new Version(SqliteEngine.Current.Version).ShouldBeGreaterThanOrEqualTo(new Version(3, 35, 5));
}
