using Handler.Protocol;
using Handler.Sqlite;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Schema;
using Handler.StoreTests.Contract;

namespace Handler.StoreTests.Sqlite;

public sealed class SqliteSchemaTests : IDisposable
{
    private const string First = "create table lamp (name text); insert into lamp values ('red')";
    private const string Second = "alter table lamp add column lit integer not null default 0";
    private const string Third = "update lamp set lit = 1";
    private const string Broken = "delete from lamp; create nonsense";

    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void A_new_database_takes_all_steps_in_order()
    {
        using var session = _database.Connect();

        SchemaUpgrade.Run(session, [First, Second, Third]).ShouldBe(0);

        session.Ask("select name || lit from lamp").ShouldBe("red1");
        session.Ask("pragma user_version").ShouldBe("3");
    }

    [Fact]
    public void An_older_database_takes_the_steps_that_are_missing()
    {
        using var session = _database.Connect();
        SchemaUpgrade.Run(session, [First]);
        session.Execute("insert into lamp values ('green')");

        SchemaUpgrade.Run(session, [First, Second, Third]).ShouldBe(1);

        session.Ask("select group_concat(name || lit) from lamp").ShouldBe("red1,green1");
    }

    [Fact]
    public void A_database_of_this_version_takes_no_step()
    {
        using var session = _database.Connect();
        SchemaUpgrade.Run(session, [First]);

        SchemaUpgrade.Run(session, [First]).ShouldBe(1);

        session.Ask("select count(*) from lamp").ShouldBe("1");
    }

    [Fact]
    public void A_step_that_fails_leaves_the_version_before()
    {
        using var session = _database.Connect();
        SchemaUpgrade.Run(session, [First]);

        Should.Throw<SqliteStoreException>(() => SchemaUpgrade.Run(session, [First, Second, Broken]));

        session.Ask("pragma user_version").ShouldBe("1");
        session.Ask("select name from lamp").ShouldBe("red");
    }

    [Fact]
    public async Task A_database_of_version_1_keeps_its_tasks_and_knows_messages_from_then_on()
    {
        using (var session = _database.Connect())
        {
            SchemaUpgrade.Run(session, [.. SchemaSteps.All.Take(1)]);
            session.Execute(
                """
                insert into task values (1, '', '', 'old', 'context', 2, 0, 0, 1, 0, 1, null, 0, 0, 0);
                insert into checkpoint values (1, '{"id":"old","contextId":"context","status":{"state":"TASK_STATE_WORKING"}}')
                """);
        }

        await using var store = _database.Open();
        var first = await store.CreateAsync(Make.Task(Make.Key("first")) with { MessageDigest = "digest" }, CancellationToken.None);
        var again = await store.CreateAsync(Make.Task(Make.Key("second")) with { MessageDigest = "digest" }, CancellationToken.None);

        (await store.GetAsync(Make.Key("old"), CancellationToken.None)).ShouldNotBeNull().Task.Status.State.ShouldBe(TaskState.Working);
        again.Key.ShouldBe(first.Key);
    }

    [Fact]
    public async Task No_statement_reads_a_whole_table()
    {
        await _database.Open().DisposeAsync();
        using var session = _database.Connect();

        foreach (var sql in SqliteStatements.All())
        {
            PlanOf(session, sql).ShouldNotContain(
                step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal), sql);
        }
    }

    private static List<string> PlanOf(SqliteSession session, string sql)
    {
        var plan = new List<string>();
        using var row = session.Use("explain query plan " + sql);
        while (row.Read())
        {
            plan.Add(row.Text(3));
        }

        return plan;
    }
}
