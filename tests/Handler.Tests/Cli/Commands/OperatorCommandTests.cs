using System.Net;
using Handler.Cli;
using Handler.TestKit;

namespace Handler.Tests.Cli.Commands;

/// <summary><c>handler delivery</c> and <c>handler gate</c>.</summary>
public sealed class OperatorCommandTests
{
    private const string Id = "msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3";

    [Fact]
    public async Task What_waits_and_what_was_given_up_are_lines_of_one_table()
    {
        var run = await new FakeOperations().RunAsync("delivery", "list");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        run.Out.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(
        [
            "DELIVERY STATE COUNT WHEN ANSWER ORIGIN TASK ID CONFIG ID",
            "msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17 waiting 3 2026-03-01T18:31:00Z 503 https://hooks.example:443 t-1 default",
            "msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3 dead 2 2026-03-01T18:20:00Z 404 https://hooks.example:443 t-1 default",
            "",
        ]);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_screen_times_are_told_from_now()
    {
        var terminal = new CliTerminal
        {
            Network = new FakeOperations(),
            IsWatched = true,
            Width = 90,
            Clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 18, 30, 50, TimeSpan.Zero)),
        };

        var run = await CliRun.Of(terminal, "delivery", "list", FakeOperations.Url, "--token", FakeOperations.Token, "--no-color");

        run.Out.ShouldContain("  in 10s   503");
        run.Out.ShouldContain("  10m ago  404");
    }

    [Theory]
    [InlineData("", "GET lanes?waiting=true&limit=50", "GET dead-letters?open=true&limit=50")]
    [InlineData("--state open --task-id t", "GET lanes?taskId=t&waiting=true&limit=50", "GET dead-letters?taskId=t&open=true&limit=50")]
    [InlineData("--state waiting --limit 7", "GET lanes?waiting=true&limit=7")]
    [InlineData("--state dead --reason expired-held", "GET dead-letters?reason=expired-held&limit=50")]
    [InlineData("--since 2026-03-01T18:30:45Z", "GET dead-letters?since=2026-03-01T18%3A30%3A45.000Z&open=true&limit=50")]
    [InlineData("--since 2d", "GET dead-letters?since=2026-02-27T18%3A30%3A50.000Z&open=true&limit=50")]
    [InlineData("--since 90m", "GET dead-letters?since=2026-03-01T17%3A00%3A50.000Z&open=true&limit=50")]
    [InlineData("--state gone --origin https://hooks.example", "GET lanes?origin=https%3A%2F%2Fhooks.example&state=gone&limit=50")]
    [InlineData("--state all --owner ann --tenant acme --config-id c", "GET lanes?configId=c&owner=ann&tenant=acme&limit=50", "GET dead-letters?configId=c&owner=ann&tenant=acme&limit=50")]
    public async Task Filters_are_asked_for(string options, params string[] expected)
    {
        var operations = new FakeOperations();
        var terminal = new CliTerminal { Network = operations, Clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 18, 30, 50, TimeSpan.Zero)) };

        var run = await CliRun.Of(
            terminal,
            ["delivery", "list", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--url", FakeOperations.Url, "--token", FakeOperations.Token]);

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        operations.Calls.Select(call => call.Line).ShouldBe(expected);
    }

    [Fact]
    public async Task Where_there_is_more_it_is_said()
    {
        var operations = new FakeOperations().Answer("GET lanes", $$"""{"lanes":[{{FakeOperations.Lane}}],"nextPageToken":"x"}""");

        (await operations.RunAsync("delivery", "list")).Error.ShouldContain("There are more: narrow the list");
        (await operations.RunAsync("delivery", "list", "-q")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_there_is_nothing_it_is_said()
    {
        var operations = new FakeOperations()
            .Answer("GET lanes", """{"lanes":[],"nextPageToken":""}""")
            .Answer("GET dead-letters", """{"deadLetters":[],"nextPageToken":""}""")
            .Answer("GET gates", """{"gates":[],"nextPageToken":""}""");

        (await operations.RunAsync("delivery", "list")).Out.ShouldBe("No deliveries\n");
        (await operations.RunAsync("gate", "list")).Out.ShouldBe("No gates\n");
    }

    [Fact]
    public async Task A_delivery_is_shown_with_its_attempts_its_headers_and_its_body()
    {
        var run = await new FakeOperations().RunAsync("delivery", "show", Id);

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        run.Value("Delivery").ShouldBe(Id);
        run.Value("State").ShouldBe("dead");
        run.Value("Given up").ShouldBe($"refused at 2026-03-01T18:20:00Z, with 2 in all from {Id} to {Id[..^1]}4");
        run.Out.ShouldContain("6        2026-03-01T18:19:59Z  8 ms  404     The webhook answered 404.\n");
        run.Value("Authorization").ShouldBe("Bearer ***");
        run.Out.ShouldContain("\"taskId\": \"t-1\"");
    }

    [Fact]
    public async Task Gates_are_a_table_with_owners_where_there_are_any()
    {
        var plain = await new FakeOperations().RunAsync("gate", "list");
        var owned = await new FakeOperations()
            .Answer("GET gates", $$"""{"gates":[{{FakeOperations.Gate.Replace("\"owner\":\"\"", "\"owner\":\"ann\"", StringComparison.Ordinal)}}],"nextPageToken":""}""")
            .RunAsync("gate", "list");

        plain.Out.ShouldStartWith("ORIGIN                     STATE  CAUSE    UNTIL                 WAITING  OLDEST                PER MIN  P50     P95      REASON                        LAST ERROR\n");
        plain.Out.ShouldContain("https://hooks.example:443  held   breaker  2026-03-01T18:31:05Z  3        2026-03-01T18:30:45Z  20       8.2 ms  31.5 ms  The last 20 attempts failed.  The webhook answered 503.\n");
        owned.Out.ShouldContain("  OWNER\n");
        owned.Out.ShouldContain("  ann\n");
    }

    [Fact]
    public async Task The_filters_of_gates_are_asked_for()
    {
        var operations = new FakeOperations();

        await operations.RunAsync("gate", "list", "--held", "--origin", "https://a", "--owner", "o", "--tenant", "t", "--limit", "1000");

        operations.Calls.ShouldHaveSingleItem().Line.ShouldBe("GET gates?held=true&origin=https%3A%2F%2Fa&owner=o&tenant=t&limit=1000");
    }

    [Fact]
    public async Task Gates_are_held_and_resumed()
    {
        var operations = new FakeOperations()
            .Answer("POST gates/hold", """{"gates":[{"tenant":"acme","owner":"ann","origin":"https://a:443","state":"held","changed":true},{"tenant":"","owner":"","origin":"https://a:443","state":"held","changed":false}]}""")
            .Answer("POST gates/resume", """{"gates":[{"tenant":"","owner":"","origin":"https://a:443","state":"open","changed":true},{"tenant":"","owner":"bob","origin":"https://a:443","state":"open","changed":false}]}""");

        var held = await operations.RunAsync("gate", "hold", "https://a", "--reason", "They asked.", "--tenant", "acme", "--owner", "ann");
        var resumed = await operations.RunAsync("gate", "resume", "https://a");

        held.Out.ShouldBe("Held: https://a:443, owner ann, tenant acme\nHeld already: https://a:443\n");
        resumed.Out.ShouldBe("Resumed: https://a:443\nOpen already: https://a:443, owner bob\n");
        operations.Calls.ShouldBe(
        [
            ("POST gates/hold", """{"origin":"https://a","owner":"ann","tenant":"acme","reason":"They asked."}"""),
            ("POST gates/resume", """{"origin":"https://a"}"""),
        ]);
    }

    [Theory]
    [InlineData("delivered", 200, ExitCode.Done, "Delivered: msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3 (200)\n")]
    [InlineData("failed", 503, ExitCode.Refused, "Failed: msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_3 (503). What the agent says.\n")]
    public async Task One_delivery_is_sent_again(string outcome, int status, int code, string expected)
    {
        var operations = new FakeOperations().Answer($"POST deliveries/{Id}/redeliver", Outcome(outcome, status));

        var run = await operations.RunAsync("delivery", "redeliver", Id);

        (run.ExitCode, run.Out).ShouldBe((code, expected));
        operations.Calls.ShouldHaveSingleItem().Body.ShouldBe("""{"newId":false}""");
    }

    [Fact]
    public async Task What_is_refused_is_told_by_the_agent()
    {
        var operations = new FakeOperations().Answer($"POST deliveries/{Id}/redeliver", """{"detail":"The config was deleted."}""", HttpStatusCode.Conflict);

        var run = await operations.RunAsync("delivery", "redeliver", Id, "--new-id");

        (run.ExitCode, run.Error).ShouldBe((ExitCode.Refused, "The config was deleted.\n"));
        operations.Calls.ShouldHaveSingleItem().Body.ShouldBe("""{"newId":true}""");
    }

    [Fact]
    public async Task Many_are_sent_again_page_by_page_each_on_a_line()
    {
        var pages = new Queue<string>(
        [
            $$"""{"redeliveries":[{{Outcome("delivered", 200)}},{"id":"msg_x","outcome":"refused","detail":"Why."}],"nextPageToken":"4.7"}""",
            $$"""{"redeliveries":[{{Outcome("delivered", 200)}}],"nextPageToken":""}""",
        ]);
        var bodies = new List<string>();
        var network = new FakeOperations
        {
            Instead = async (request, cancel) =>
            {
                bodies.Add(await request.Content!.ReadAsStringAsync(cancel));
                return FakeAgent.Json(pages.Dequeue());
            },
        };

        var run = await network.RunAsync("delivery", "redeliver", "--origin", "https://a", "--limit", "21");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Out.ShouldBe($"Delivered: {Id} (200)\nRefused: msg_x. Why.\nDelivered: {Id} (200)\n");
        run.Error.ShouldBe("2 of 3 delivered.\n");
        bodies.ShouldBe(
        [
            """{"newId":false,"limit":20,"origin":"https://a"}""",
            """{"newId":false,"limit":19,"origin":"https://a","pageToken":"4.7"}""",
        ]);
    }

    [Fact]
    public async Task Where_nothing_is_to_be_sent_again_it_is_said()
    {
        var operations = new FakeOperations().Answer("POST dead-letters/redeliver", """{"redeliveries":[],"nextPageToken":""}""");

        var run = await operations.RunAsync("delivery", "redeliver", "--all");

        (run.ExitCode, run.Out).ShouldBe((ExitCode.Done, "No deliveries to send again\n"));
    }

    [Theory]
    [InlineData("http://agent.example", "http://agent.example/operations/gates")]
    [InlineData("http://agent.example/", "http://agent.example/operations/gates")]
    [InlineData("http://agent.example/admin/ops/", "http://agent.example/admin/ops/gates")]
    public async Task A_url_with_a_path_is_that_of_the_operations(string url, string expected)
    {
        Uri? asked = null;
        var network = new FakeOperations
        {
            Instead = (request, _) =>
            {
                asked = request.RequestUri;
                return Task.FromResult(FakeAgent.Json("""{"gates":[],"nextPageToken":""}"""));
            },
        };

        (await CliRun.Of(network, "gate", "list", url, "--token", FakeOperations.Token)).ExitCode.ShouldBe(ExitCode.Done);

        asked!.GetLeftPart(UriPartial.Path).ShouldBe(expected);
    }

    [Fact]
    public async Task The_token_may_be_in_the_environment_and_is_asked_for_else()
    {
        var terminal = new CliTerminal { Network = new FakeOperations(), Variables = new() { ["HANDLER_OPERATIONS_TOKEN"] = FakeOperations.Token } };

        var with = await CliRun.Of(terminal, "gate", "list", FakeOperations.Url);
        var without = await CliRun.Of(new FakeOperations(), "gate", "list", FakeOperations.Url);

        with.ExitCode.ShouldBe(ExitCode.Done, with.Error);
        without.ExitCode.ShouldBe(ExitCode.Unauthenticated);
        without.Error.ShouldContain("Give --token TOKEN, or set HANDLER_OPERATIONS_TOKEN.");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "application/problem+json", ExitCode.Unauthenticated, "the token is not the one that the agent was started with")]
    [InlineData(HttpStatusCode.Forbidden, "text/html", ExitCode.Unauthenticated, "the credentials may not do this")]
    [InlineData(HttpStatusCode.NotFound, "text/html", ExitCode.Unreachable, "There are no operations at http://agent.example/operations")]
    [InlineData(HttpStatusCode.NotFound, "application/problem+json", ExitCode.Refused, "What the agent says.")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "application/problem+json", ExitCode.Refused, "What the agent says.")]
    [InlineData(HttpStatusCode.BadGateway, "text/html", ExitCode.Refused, "answered HTTP 502, and nothing that this program understands")]
    [InlineData(HttpStatusCode.OK, "text/html", ExitCode.Refused, "answered HTTP 200, and nothing that this program understands")]
    public async Task What_goes_wrong_is_told_with_a_code(HttpStatusCode status, string type, int code, string expected)
    {
        var body = type == "text/html" ? "<html>" : """{"detail":"What the agent says."}""";
        var network = new FakeOperations
        {
            Instead = (_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue(type)) }),
        };

        var run = await network.RunAsync("gate", "list");

        run.ExitCode.ShouldBe(code);
        run.Error.ShouldContain(expected);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agent_that_does_not_answer_is_told()
    {
        var dead = new FakeOperations { Instead = (_, _) => throw new HttpRequestException("x", new IOException("Connection refused")) };
        var silent = new FakeOperations { Instead = async (_, cancel) => { await Task.Delay(Timeout.Infinite, cancel); return null!; } };

        var refused = await dead.RunAsync("gate", "list");
        var late = await silent.RunAsync("gate", "list", "--timeout", "1ms");

        (refused.ExitCode, late.ExitCode).ShouldBe((ExitCode.Unreachable, ExitCode.TimedOut));
        refused.Error.ShouldContain("No agent answers at http://agent.example: Connection refused.");
        late.Error.ShouldContain("Give it more with --timeout");
    }

    [Theory]
    [InlineData("delivery show", "Which delivery? An id looks like msg_")]
    [InlineData("delivery show 17", "'17' is no id of a delivery.")]
    [InlineData("delivery show http://a", "'http://a' is a URL, and has its place behind --url.")]
    [InlineData("delivery show --vebose", "Unrecognized option '--vebose'. Did you mean --verbose?")]
    [InlineData("delivery list --state bad", "'bad' is no state of deliveries; give one of open, waiting, dead, gone, all.")]
    [InlineData("delivery list --reason bad", "'bad' is no reason; give one of refused, expired, expired-held, forbidden, gone, replaced.")]
    [InlineData("delivery list --since bad", "'bad' is no moment; write it like 2026-03-01T18:30:45Z, or how long ago it was")]
    [InlineData("delivery list --state waiting --since 1h", "--reason and --since are of what was given up.")]
    [InlineData("delivery list --limit 1001", "is no number of configs, and as many dead letters from 1 to 1000")]
    [InlineData("delivery redeliver", "Which delivery?")]
    [InlineData("delivery redeliver msg_1 --all", "Either one delivery by its id, or many by filter")]
    [InlineData("delivery redeliver --limit 0 --all", "is no number of deliveries")]
    [InlineData("gate hold", "Which origin? Give its scheme, host and port")]
    [InlineData("gate resume hooks.example", "the origin: 'hooks.example' is no http or https URL; did you mean http://hooks.example?")]
    [InlineData("gate hold --resaon", "Did you mean --reason?")]
    [InlineData("gate list --limit 0", "is no number of gates from 1 to 1000")]
    public async Task A_wrong_line_says_what_to_type(string line, string expected)
    {
        var run = await new FakeOperations().RunAsync(line.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(expected);
    }

    private static string Outcome(string outcome, int status) =>
        $$"""{"id":"{{Id}}","outcome":"{{outcome}}","sentAs":"{{Id}}","attempt":{"sequence":3,"number":7,"startedAt":"2026-03-01T18:40:00.000Z","durationMs":5,"outcome":"answered","status":{{status}},"detail":"What the agent says."} }""";
}
