using Handler.Cli;
using Handler.TestKit;

namespace Handler.Tests.Cli.Output;

/// <summary>The options of every command, and what a screen shows that a pipe does not get.</summary>
public sealed class ScreenTests
{
    private const string Erase = "\r\u001b[K";
    private static readonly string Failed = FakeAgent.Task("FAILED");

    [Theory]
    [InlineData("server push --output json", "Give --output ndjson, an object a line.")]
    [InlineData("server agent -o json", "Give --output ndjson, an object a line.")]
    [InlineData("version --output xml", "--output: 'xml' is no format; give text, json or ndjson.")]
    [InlineData("version -q --verbose", "--quiet and --verbose contradict each other. Give one of them.")]
    [InlineData("message send http://a hi --outptu json", "Unrecognized option '--outptu'. Did you mean --output?")]
    public async Task What_makes_no_sense_is_refused(string line, string expected)
    {
        var run = await CliRun.Of(line.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(expected);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_shows_the_options_of_every_command_once_and_apart()
    {
        var run = await CliRun.Of("task", "get", "--help");

        run.Out.Split("--output").Length.ShouldBe(2);
        run.Out.ShouldContain("\nOptions of every command:\n  -o, --output <text|json|ndjson>  ");
    }

    [Fact]
    public async Task Quiet_prints_results_and_errors_alone()
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("WORKING")}}}""");

        var run = await agent.RunAsync("message", "send", "x", "--wait", "0", "-q");

        run.Out.ShouldBe("Task ID: t-1\nState: working\nContext ID: c-1\n");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Formats_change_no_exit_code_and_no_error()
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{Failed}}}""").Error("GetTask", -32001, "no such task");

        var failed = await agent.RunAsync("message", "send", "x", "-o", "json");
        var refused = await agent.RunAsync("task", "get", "--task-id", "t-1", "-o", "json");

        failed.ExitCode.ShouldBe(ExitCode.TaskNotCompleted);
        refused.ExitCode.ShouldBe(ExitCode.Refused);
        refused.Error.ShouldStartWith("The agent refused GetTask (TaskNotFoundError -32001): ");
        refused.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Verbose_shows_each_exchange_and_no_secret()
    {
        var agent = new FakeAgent().Result("GetTask", Failed);

        var run = await CliRun.Of(
            agent, "task", "get", "http://agent.example/?key=s3cret", "--task-id", "t-1", "--bearer", "s3cret", "--verbose");

        run.Error.ShouldMatch(
            "^GET http://agent.example/[^ ]*: 200 in [0-9]+ ms\nPOST http://agent.example/ GetTask: 200 in [0-9]+ ms\n$");
        run.Out.ShouldStartWith("Task ID: t-1\n");
    }

    [Fact]
    public async Task Verbose_shows_an_exchange_that_failed()
    {
        var agent = new FakeAgent { Instead = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "nobody there") };

        var run = await CliRun.Of(agent, "card", "get", FakeAgent.Url, "--verbose");

        run.ExitCode.ShouldBe(ExitCode.Unreachable);
        run.Error.ShouldMatch("(?m)^GET http://agent.example/.*: nobody there in [0-9]+ ms$");
    }

    [Fact]
    public async Task Who_watches_sees_states_in_colour_and_labels_plain()
    {
        var run = await WatchAsync([], "task", "get", FakeAgent.Url, "--task-id", "t-1");

        run.Out.ShouldBe("Task ID: t-1\nState: \u001b[31mfailed\u001b[0m\nContext ID: c-1\n");
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task Colours_can_be_refused_by_the_environment(string name, string value)
    {
        var run = await WatchAsync(new() { [name] = value }, "task", "get", FakeAgent.Url, "--task-id", "t-1");

        run.Out.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task An_empty_NO_COLOR_refuses_nothing()
    {
        var run = await WatchAsync(new() { ["NO_COLOR"] = "" }, "task", "get", FakeAgent.Url, "--task-id", "t-1");

        run.Out.ShouldContain('\u001b');
    }

    [Fact]
    public async Task Colours_can_be_refused_on_the_line()
    {
        var run = await WatchAsync([], "task", "get", FakeAgent.Url, "--task-id", "t-1", "--no-color");

        run.Out.ShouldNotContain('\u001b');
    }

    [Fact]
    public void A_wait_shows_after_a_blink_and_is_gone_before_anything_is_printed()
    {
        var clock = new ManualClock();
        var terminal = new CliTerminal { IsWatched = true, Clock = clock };
        var screen = terminal.ScreenOf();

        screen.Wait("waiting for http://a\u001b[2J");
        clock.Advance(TimeSpan.FromMilliseconds(299));
        terminal.Error.ToString().ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(2));
        screen.Out.WriteLine("result");
        clock.Advance(TimeSpan.FromSeconds(2));

        var shown = terminal.Error.ToString();
        shown.ShouldStartWith($"{Erase}⠋ waiting for http://a\\u001b[2J 0s{Erase}⠙ ");
        shown.ShouldEndWith($" waiting for http://a\\u001b[2J 2s{Erase}");
        terminal.Out.ToString().ShouldBe("result\n");
    }

    [Fact]
    public void A_wait_that_is_short_leaves_nothing()
    {
        var clock = new ManualClock();
        var terminal = new CliTerminal { IsWatched = true, Clock = clock };
        using (var screen = terminal.ScreenOf())
        {
            screen.Wait("x");
            clock.Advance(TimeSpan.FromMilliseconds(200));
        }

        clock.Advance(TimeSpan.FromSeconds(1));

        terminal.Error.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "--quiet")]
    public void A_wait_is_shown_to_nobody_who_does_not_want_it(bool isWatched, string option)
    {
        var clock = new ManualClock();
        var terminal = new CliTerminal { IsWatched = isWatched, Clock = clock };
        using var screen = terminal.ScreenOf(option.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        screen.Wait("x");
        clock.Advance(TimeSpan.FromSeconds(9));

        terminal.Error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void A_wait_stays_on_one_row()
    {
        var clock = new ManualClock();
        var terminal = new CliTerminal { IsWatched = true, Clock = clock, Width = 40 };
        using var screen = terminal.ScreenOf();

        screen.Wait(new string('x', 100));
        clock.Advance(TimeSpan.FromMilliseconds(300));

        terminal.Error.ToString()[Erase.Length..].Length.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task A_message_shows_how_its_task_stands_while_it_waits()
    {
        var clock = new ManualClock();
        using var interruption = new Interruption();
        var asked = 0;
        var agent = new FakeAgent()
            .Result("SendMessage", $$"""{"task":{{FakeAgent.Task("SUBMITTED")}}}""")
            .Result("GetTask", () => FakeAgent.Task(++asked < 3 ? "WORKING" : "COMPLETED"));
        var terminal = new CliTerminal(interruption) { Network = agent, IsWatched = true, Clock = clock };

        var running = CliRun.Of(terminal, "message", "send", FakeAgent.Url, "x", "--wait", "forever");
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        var run = await running;
        run.Error.ShouldContain(" working 0s");
        run.Error.ShouldEndWith(Erase);
        run.Out.ShouldBe("Task ID: t-1\nState: \u001b[32mcompleted\u001b[0m\nContext ID: c-1\n");
    }

    private static async Task<CliRun> WatchAsync(Dictionary<string, string> variables, params string[] args)
    {
        using var interruption = new Interruption();
        var agent = new FakeAgent().Result("GetTask", Failed);
        return await CliRun.Of(
            new CliTerminal(interruption) { Network = agent, IsWatched = true, Clock = new ManualClock(), Variables = variables }, args);
    }
}
