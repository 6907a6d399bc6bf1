namespace Handler.Tests.Architecture;

/// <summary>
/// Holds src to the two tables of <see cref="HouseTables"/>. Each rule has lines that it must catch (its negative controls) and lines
/// that it must let through.
/// </summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Every_project_references_what_its_row_allows() =>
        ShouldHold(Repository.Files("src", "*.csproj").SelectMany(file => ProjectRules.Check(file.Path, file.Text)));

    [Fact]
    public void Every_source_file_names_what_its_room_may_see() =>
        ShouldHold(Repository.Files("src", "*.cs").SelectMany(file => SourceRules.Check(file.Path, file.Text)));

    [Fact]
    public void Src_is_where_the_rules_look() => Repository.Files("src", "*.csproj").Count().ShouldBeGreaterThanOrEqualTo(6);

    [Fact]
    public void The_table_of_projects_only_goes_down()
    {
        HouseTables.Projects.Keys.Max(name => Floor(name, depth: 0)).ShouldBe(4);

        string[] ends = ["Client", "Server", "Receiver"];
        foreach (var end in ends)
        {
            HouseTables.Projects[$"Handler.{end}"].Sees.ShouldNotContain(seen => ends.Contains(seen));
        }
    }

    [Fact]
    public void The_table_of_folders_keeps_push_and_tasks_apart()
    {
        HouseTables.ServerFolders["Push"].ShouldNotContain("Tasks");
        HouseTables.ServerFolders["Tasks"].ShouldNotContain("Push");
        HouseTables.ServerFolders["Storage"].ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Handler.Protocol", "<PackageReference Include=\"Microsoft.Extensions.Logging\" />", "may bring in nothing only")]
    [InlineData("Handler.Protocol", "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />", "may bring in nothing only")]
    [InlineData("Handler.Client", "<ProjectReference Include=\"../Handler.Server/Handler.Server.csproj\" />", "may reference Protocol only")]
    [InlineData("Handler.Receiver", "<ProjectReference Include=\"..\\Handler.Client\\Handler.Client.csproj\" />", "may reference Protocol only")]
    [InlineData("Handler.Server", "<PackageReference Include=\"Npgsql\" />", "may bring in Microsoft.AspNetCore.App only")]
    [InlineData("Handler.Sqlite", "<ProjectReference Include=\"../Handler.Client/Handler.Client.csproj\" />", "Protocol, Server, Receiver only")]
    [InlineData("Handler.Server", "<InternalsVisibleTo Include=\"Handler.Sqlite\" />", "shows its internals to")]
    [InlineData("Handler.Sqlite", "<Using Include=\"Handler.Server\" />", "a using for a whole project")]
    [InlineData("Handler.Webhooks", "<Compile Include=\"a.cs\" />", "is not in the table")]
    public void A_project_that_reaches_too_far_is_caught(string project, string item, string expected)
    {
        var path = $"src/{project}/{project}.csproj";

        var breach = ProjectRules.Check(path, $"<Project>\n  <ItemGroup>\n    {item}\n  </ItemGroup>\n</Project>").ShouldHaveSingleItem();

        breach.ToString().ShouldStartWith(path + "(");
        breach.What.ShouldContain(expected);
    }

    [Theory]
    // Projects: references only go down, and the ends meet on the wire.
    [InlineData("projects", "Handler.Client/A.cs", "using Handler.Server.Tasks;")]
    [InlineData("projects", "Handler.Protocol/A.cs", "using Handler.Client;")]
    [InlineData("projects", "Handler.Receiver/Inbox/A.cs", "using Log = Handler.Server.Storage.EventRow;")]
    [InlineData("projects", "Handler.Server/Push/A.cs", "class A { global::Handler.Receiver.Inbox.IInbox? B; }")]
    [InlineData("projects", "Handler.Server/Push/A.cs", "class A { List<Handler.Client.A2AClient> B; }")]
    [InlineData("projects", "Handler.Sqlite/A.cs", "using static Handler.Cli.Program;")]
    // Floors inside Handler.Server.
    [InlineData("folder floors", "Handler.Server/Push/A.cs", "using Handler.Server.Tasks;")]
    [InlineData("folder floors", "Handler.Server/Tasks/A.cs", "using Handler.Server.Push;")]
    [InlineData("folder floors", "Handler.Server/Push/Egress/A.cs", "class A { void B() => Tasks.TaskRunner.Start(); }")]
    [InlineData("folder floors", "Handler.Server/Tasks/A.cs", "class A { Push.LaneDispatcher? B; }")]
    [InlineData("folder floors", "Handler.Server/Storage/A.cs", "using Handler.Server.Push;")]
    [InlineData("folder floors", "Handler.Server/Tasks/A.cs", "using Handler.Server.Requests;")]
    [InlineData("folder floors", "Handler.Server/Requests/A.cs", "using Handler.Server.Transports;")]
    [InlineData("folder floors", "Handler.Server/Operations/A.cs", "using Handler.Server.Tasks;")]
    [InlineData("folder floors", "Handler.Server/Hosting/A.cs", "class A;")]
    [InlineData("folder floors", "Handler.Server/A.cs", "global using Handler.Server.Tasks;")]
    // Store packages see the contracts alone.
    [InlineData("store packages", "Handler.Sqlite/A.cs", "using Handler.Server.Push;")]
    [InlineData("store packages", "Handler.Sqlite/A.cs", "using Handler.Server;")]
    [InlineData("store packages", "Handler.Sqlite/A.cs", "using Handler.Receiver;")]
    [InlineData("store packages", "Handler.Postgres/Lanes/A.cs", "class A { Handler.Server.Tasks.TaskRunner? B; }")]
    // Protocol needs the base library only.
    [InlineData("Protocol", "Handler.Protocol/A.cs", "using Microsoft.Extensions.Logging;")]
    [InlineData("Protocol", "Handler.Protocol/A.cs", "class A { Microsoft.AspNetCore.Http.IResult? B; }")]
    // Storage contracts name no SQL, ADO or HTTP types.
    [InlineData("storage contracts", "Handler.Server/Storage/A.cs", "using System.Data.Common;")]
    [InlineData("storage contracts", "Handler.Server/Storage/A.cs", "using System.Net.Http;")]
    [InlineData("storage contracts", "Handler.Server/Storage/A.cs", "class A { void B(DbTransaction c) { } }")]
    [InlineData("storage contracts", "Handler.Receiver/Inbox/A.cs", "class A { SqliteConnection? B; }")]
    [InlineData("storage contracts", "Handler.Server/Storage/Memory/A.cs", "class A { HttpStatusCode B; }")]
    // HttpContext stays at the edge.
    [InlineData("HttpContext", "Handler.Server/Requests/A.cs", "class A { void B(HttpContext c) { } }")]
    [InlineData("HttpContext", "Handler.Server/Push/A.cs", "class A { Func<Microsoft.AspNetCore.Http.HttpRequest, bool> B; }")]
    [InlineData("HttpContext", "Handler.Receiver/NotificationVerifier.cs", "class A(IHttpContextAccessor b);")]
    // Old dialects.
    [InlineData("dialects", "Handler.Server/Tasks/A.cs", "class A { bool B(WireFormat c) => c == WireFormat.V03; }")]
    [InlineData("dialects", "Handler.Server/Push/LaneDispatcher.cs", "using Handler.Protocol.Legacy;")]
    [InlineData("dialects", "Handler.Sqlite/A.cs", "class A { V03Task? B; }")]
    [InlineData("dialects", "Handler.Protocol/A.cs", "class A { object B = LegacyEvent.Read(); }")]
    // Clock, randomness, HTTP clients.
    [InlineData("injection", "Handler.Server/Push/A.cs", "class A { DateTimeOffset B = DateTimeOffset.UtcNow; }")]
    [InlineData("injection", "Handler.Cli/A.cs", "class A { long B = System.DateTime.Now.Ticks; }")]
    [InlineData("injection", "Handler.Cli/A.cs", "class A { object B = Stopwatch.StartNew(); }")]
    [InlineData("injection", "Handler.Client/A.cs", "class A { Task B(CancellationToken cancel) => Task.Delay(1, cancel); }")]
    [InlineData("injection", "Handler.Client/A.cs", "class A { Task B() => Task.Delay(1); }")]
    [InlineData("injection", "Handler.Server/Tasks/A.cs", "class A { object B = new PeriodicTimer(TimeSpan.Zero); }")]
    [InlineData("injection", "Handler.Server/Tasks/A.cs", "class A { object B = TimeProvider.System; }")]
    [InlineData("injection", "Handler.Server/Push/A.cs", "class A { double B = Random.Shared.NextDouble(); }")]
    [InlineData("injection", "Handler.Server/Push/A.cs", "class A { HttpClient b = new(); }")]
    [InlineData("injection", "Handler.Server/Push/A.cs", "class A { HttpClient B() => new(); }")]
    [InlineData("injection", "Handler.Server/Push/A.cs", "class A { object B = new HttpMessageInvoker(null!); }")]
    [InlineData("injection", "Handler.Server/Requests/A.cs", "class A { Guid B = Guid.NewGuid(); Guid C; }")]
    [InlineData("injection", "Handler.Server/Requests/A.cs", "class A { Guid B = Guid.CreateVersion7(); }")]
    // One thread.
    [InlineData("one thread", "Handler.Server/Push/A.cs", "class A { void B() => Task.Run(() => { }); }")]
    [InlineData("one thread", "Handler.Server/Tasks/A.cs", "class A { async Task B(Task c) => await c.ConfigureAwait(false); }")]
    [InlineData("one thread", "Handler.Server/Push/A.cs", "class A { object B = C.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); }")]
    [InlineData("Push", "Handler.Server/Push/A.cs", "class A { void B() { try { } catch (Exception) { } } }")]
    [InlineData("Push", "Handler.Server/Push/A.cs", "class A { void B() { try { } catch { } } }")]
    // Namespaces.
    [InlineData("namespaces", "Handler.Server/Push/A.cs", "namespace Handler.Server;")]
    [InlineData("namespaces", "Handler.Client/Profiles/A.cs", "namespace Handler.Client { }")]
    [InlineData("namespaces", "Handler.Protocol/Json/A.cs", "namespace Handler.Protocol.Wire;")]
    public void A_line_that_breaks_a_rule_is_caught_with_file_and_line(string rule, string file, string line)
    {
        var breach = SourceRules.Check($"src/{file}", $"// first\n{line}\n").Where(found => found.Rule == rule).ShouldHaveSingleItem();

        breach.ToString().ShouldStartWith($"src/{file}(2): ");
    }

    [Theory]
    [InlineData("Handler.Server/Push/A.cs", "using Handler.Server.Storage; using Handler.Protocol; using Handler.Server.Push.Egress;")]
    [InlineData("Handler.Server/Transports/A.cs", "using Handler.Server.Requests; using Handler.Protocol.V03; class A(HttpContext b);")]
    [InlineData("Handler.Server/Requests/A.cs", "using Handler.Server.Tasks; using Handler.Server.Push; using Handler.Server.Storage;")]
    [InlineData("Handler.Server/Operations/A.cs", "using Handler.Server.Push; using Microsoft.AspNetCore.Http; class A(HttpContext b);")]
    [InlineData("Handler.Server/AgentExtensions.cs", "using Handler.Server.Tasks; using Handler.Server.Push; class A { object B = TimeProvider.System; }")]
    [InlineData("Handler.Server/Push/NotificationFormatter.cs", "class A { bool B(WireFormat c) => c == WireFormat.Legacy; }")]
    [InlineData("Handler.Server/Push/WebhookClientFactory.cs", "class A { object B = new SocketsHttpHandler(); }")]
    [InlineData("Handler.Client/A2AClientOptions.cs", "class A { TimeProvider B { get; init; } = TimeProvider.System; }")]
    [InlineData("Handler.Server/Push/A.cs", "/* HttpContext */ class A { string B = \"DateTime.Now\"; /// <see cref=\"Handler.Server.Tasks.TaskRunner\"/>\n }")]
    [InlineData("Handler.Server/Push/A.cs", "class A { Task B(TimeProvider clock) => Task.Delay(TimeSpan.Zero, clock); }")]
    [InlineData("Handler.Server/Push/A.cs", "class A { void B() { try { } catch (Exception e) when (Failed(e)) { } } }")]
    [InlineData("Handler.Server/Push/A.cs", "class A { void B() { try { } catch { C.Dispose(); throw; } } }")]
    [InlineData("Handler.Server/Push/A.cs", "class A { object B = C.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | D); }")]
    [InlineData("Handler.Server/Push/A.cs", "class A { Task Handler; void B() => Handler.Start(); HttpRequestException? C; }")]
    [InlineData("Handler.Server/Tasks/A.cs", "class A { Guid B(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow()); }")]
    [InlineData("Handler.Sqlite/A.cs", "using Handler.Server.Storage; using Handler.Receiver.Inbox; using Microsoft.Data.Sqlite; class A(SqliteConnection b);")]
    [InlineData("Handler.Receiver/Endpoints/ReceiveEndpoint.cs", "using Handler.Receiver.Inbox; class A(HttpContext b);")]
    [InlineData("Handler.Protocol/Wire/A.cs", "namespace Handler.Protocol;")]
    [InlineData("Handler.Protocol/V03/A.cs", "namespace Handler.Protocol.V03; class V03Task;")]
    [InlineData("Handler.Client/Profiles/A.cs", "using Handler.Protocol; namespace Handler.Client.Profiles;")]
    [InlineData("Handler.Cli/A.cs", "using Handler.Client; using Handler.Server.Push; class A { object B = new HttpClient(); }")]
    public void A_line_within_its_room_is_let_through(string file, string line) => SourceRules.Check($"src/{file}", line).ShouldBeEmpty();

    private static int Floor(string project, int depth)
    {
        depth.ShouldBeLessThan(HouseTables.Projects.Count, $"{project} is part of a circle");
        return HouseTables.Projects[project].Sees.Select(seen => 1 + Floor($"Handler.{seen}", depth + 1)).DefaultIfEmpty(0).Max();
    }

    private static void ShouldHold(IEnumerable<Breach> breaches)
    {
        var found = string.Join('\n', breaches);
        found.ShouldBeEmpty($"Lines that break the house (docs: design, section 2):\n{found}\n");
    }
}
