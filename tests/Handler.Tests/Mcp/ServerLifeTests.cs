using System.IO.Pipelines;
using Handler.Cli;
using Handler.Client.Profiles;
using Handler.Mcp;
using Handler.TestKit;
using Handler.Tests.Cli;
using Handler.Tests.Client.Profiles;

namespace Handler.Tests.Mcp;

public sealed class ServerLifeTests
{
    [Fact]
    public async Task Server_ends_when_its_input_does()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        await session.CloseAsync();

        session.Running.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_asked_before_the_input_ended_is_answered()
    {
        var gate = new TaskCompletionSource();
        var agent = new FakeAgent
        {
            Instead = async (_, _) =>
            {
                await gate.Task;
                return FakeAgent.Json("{}");
            },
        };
        await using var session = await McpSession.StartAsync(agent);
        var asking = session.CallAsync("validate_agent_card", $$"""{"source":"{{FakeAgent.Url}}"}""");

        var closing = session.CloseAsync();
        gate.SetResult();

        ((bool?)(await asking).Result["valid"]).ShouldBe(false);
        await closing;
    }

    [Fact]
    public async Task Who_closed_the_input_and_gets_no_answer_is_not_waited_for_for_ever()
    {
        var clock = new ManualClock();
        var agent = new FakeAgent { Instead = (_, cancel) => Task.Delay(Timeout.Infinite, cancel).ContinueWith<HttpResponseMessage>(_ => throw new OperationCanceledException(cancel), TaskScheduler.Default) };
        await using var session = await McpSession.StartAsync(agent, clock);
        _ = session.CallAsync("get_agent_card", $$"""{"agent_url":"{{FakeAgent.Url}}"}""").ContinueWith(task => task.Exception, TaskScheduler.Default);

        var closing = session.CloseAsync();
        while (!closing.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await closing;
    }

    [Fact]
    public async Task Server_ends_in_order_when_it_is_asked()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        await session.StopAsync();

        session.Running.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task A_defect_is_told_and_logged_and_the_server_goes_on()
    {
        var agent = new FakeAgent { Instead = (_, _) => throw new InvalidOperationException("a defect") };
        await using var session = await McpSession.StartAsync(agent);

        var failed = await session.CallAsync("get_agent_card", $$"""{"agent_url":"{{FakeAgent.Url}}"}""");
        var listed = await session.CallAsync("list_sessions", "{}");

        failed.Failure.ShouldStartWith("A defect of handler: InvalidOperationException: a defect");
        session.Log.Entries.ShouldContain(entry => entry.Message == "The tool get_agent_card failed by a defect");
        listed.IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task Command_writes_nothing_but_the_protocol_to_its_output()
    {
        using var interruption = new Interruption();
        const string Hello = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
        const string Call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_sessions","arguments":{}}}""";
        var terminal = new CliTerminal(interruption) { InputBytes = System.Text.Encoding.UTF8.GetBytes($"{Hello}\n{Call}") };

        var run = await CliRun.Of(terminal, "mcp");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        run.Out.ShouldBeEmpty();
        var lines = System.Text.Encoding.UTF8.GetString(terminal.OutBytes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines.ShouldAllBe(line => line.StartsWith("{\"") && line.Contains("\"jsonrpc\":\"2.0\""));
    }

    [Fact]
    public async Task A_line_that_is_no_message_is_answered_and_the_server_goes_on()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        await session.WriteAsync("hello");
        var refused = await session.NextAsync();
        await session.WriteAsync("");
        var listed = await session.CallAsync("list_sessions", "{}");

        ((int?)refused["error"]!["code"]).ShouldBe(-32700);
        refused.AsObject().ContainsKey("id").ShouldBeTrue();
        listed.IsError.ShouldBeFalse();
        session.Log.Entries.ShouldContain(entry => entry.Message == "A line on standard input was no message and was answered with error -32700");
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_answered_and_the_server_goes_on()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        var writing = session.WriteAsync(new string('x', (4 * 1024 * 1024) + 1));
        var refused = await session.NextAsync();
        await writing;
        var listed = await session.CallAsync("list_sessions", "{}");

        ((string?)refused["error"]!["message"]).ShouldBe("A line is longer than 4,194,304 bytes and was passed over. Send shorter messages, one a line.");
        listed.IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_that_does_not_read_does_not_hold_up_the_end()
    {
        using var stop = new CancellationTokenSource();
        var toServer = new Pipe();
        var full = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var options = new HandlerMcpOptions { Profiles = new AgentProfiles(new MemoryProfileFiles(), TimeProvider.System), Version = "1" };
        var running = HandlerMcpServer.RunAsync(options, toServer.Reader.AsStream(), full.Writer.AsStream(), stop.Token);
        await toServer.Writer.WriteAsync("hello\nhello\n"u8.ToArray());
        await full.Reader.ReadAsync();

        await stop.CancelAsync();

        await running;
        await toServer.Writer.CompleteAsync();
        await full.Reader.CompleteAsync();
    }

    [Fact]
    public async Task Somebody_who_types_the_command_is_told_how_a_client_starts_it()
    {
        using var interruption = new Interruption();

        var typed = await CliRun.Of(new CliTerminal(interruption) { IsTyped = true }, "mcp");
        var piped = await CliRun.Of(new CliTerminal(interruption), "mcp");

        typed.Error.ShouldBe(
            "This waits for an MCP client on standard input, so a client has to start it; Ctrl+C ends it. In the client's configuration:\n" +
            "  { \"mcpServers\": { \"handler\": { \"command\": \"handler\", \"args\": [\"mcp\"] } } }\n");
        piped.Error.ShouldBeEmpty();
        (typed.Out, piped.Out).ShouldBe(("", ""));
    }

    [Theory]
    [InlineData(true, ExitCode.Done)]
    [InlineData(false, ExitCode.Interrupted)]
    public async Task A_signal_ends_the_command_as_it_ends_a_server(bool orderly, int expected)
    {
        using var interruption = new Interruption();
        var input = new Pipe();
        var terminal = new CliTerminal(interruption) { InputStream = input.Reader.AsStream() };

        var running = CliRun.Of(terminal, "mcp");
        interruption.Ask(orderly);

        (await running).ExitCode.ShouldBe(expected);
        await input.Writer.CompleteAsync();
    }
}
