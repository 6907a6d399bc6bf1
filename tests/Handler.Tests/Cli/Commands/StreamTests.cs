using Handler.Cli;
using Handler.TestKit;
using Handler.Tests.Client;

namespace Handler.Tests.Cli.Commands;

public sealed class StreamTests
{
    private const string Streams = """{"streaming":true}""";
    private static readonly string Working = $$"""{"task":{{FakeAgent.Task("WORKING")}}}""";

    [Fact]
    public async Task Texts_come_each_on_its_lines_and_the_labels_below()
    {
        await using var agent = await StepAgentHost.StartAsync(steps: 1);

        var run = await agent.RunAsync("message", "stream", "Process this data");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldMatch(
            "^Step 1 of 1\nResult of step 1 of 1\nTask finished successfully\n\n" +
            "Task ID: [0-9a-f-]{36}\nState: completed\nContext ID: [0-9a-f-]{36}\n$");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fail", "failed", ExitCode.TaskNotCompleted)]
    [InlineData("reject", "rejected", ExitCode.TaskNotCompleted)]
    [InlineData("ask", "input-required", ExitCode.TaskWaits)]
    public async Task The_end_of_the_task_is_the_exit_code(string text, string state, int exitCode)
    {
        await using var agent = await StepAgentHost.StartAsync(steps: 0);

        var run = await agent.RunAsync("message", "stream", text);

        run.ExitCode.ShouldBe(exitCode);
        run.Value("State").ShouldBe(state);
    }

    [Fact]
    public async Task An_answer_goes_on_with_the_task_and_shows_only_what_is_new()
    {
        await using var agent = await StepAgentHost.StartAsync(steps: 1);
        var asked = await agent.RunAsync("message", "stream", "ask");
        var id = asked.Value("Task ID");

        var run = await agent.RunAsync("message", "stream", "go on", "--task-id", id);

        asked.Error.ShouldContain($"handler message send --url {StepAgentHost.Url} --task-id {id} \"your answer\"");
        run.Value("Task ID").ShouldBe(id);
        run.Value("State").ShouldBe("completed");
        run.Out.ShouldStartWith("Step 1 of 1\nResult of step 1 of 1\nTask finished successfully\n");
    }

    [Fact]
    public async Task Pieces_of_an_artifact_are_one_text_and_escaped()
    {
        var agent = new FakeAgent { Capabilities = Streams }.Stream(
            "SendStreamingMessage", [Working, Piece("Hel"), Piece("lo\\u001b[2J", append: true), Piece("!\\n", append: true), Status("COMPLETED", "Bye")]);

        var run = await agent.RunAsync("message", "stream", "x");

        run.Out.ShouldBe("Hello\\u001b[2J!\nBye\n\nTask ID: t-1\nState: completed\nContext ID: c-1\n");
    }

    [Fact]
    public async Task A_whole_task_at_the_end_repeats_nothing()
    {
        const string Artifacts = ""","artifacts":[{"artifactId":"a","parts":[{"text":"Hello"}]},{"artifactId":"b","parts":[{"text":"new"}]}]""";
        var agent = new FakeAgent { Capabilities = Streams }.Stream(
            "SendStreamingMessage", [Working, Piece("Hello"), $$"""{"task":{{FakeAgent.Task("COMPLETED", more: Artifacts)}}}"""]);

        var run = await agent.RunAsync("message", "stream", "x");

        run.Out.ShouldStartWith("Hello\nnew\n\nTask ID: t-1\n");
    }

    [Fact]
    public async Task An_answer_without_a_task_is_its_text()
    {
        var agent = new FakeAgent { Capabilities = Streams }.Stream(
            "SendStreamingMessage", ["""{"message":{"messageId":"m","contextId":"c-1","role":"ROLE_AGENT","parts":[{"text":"hi"}]}}"""]);

        var run = await agent.RunAsync("message", "stream", "x");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldBe("hi\n\nContext ID: c-1\n");
    }

    [Fact]
    public async Task Who_watches_sees_the_state_change_beside_the_results()
    {
        using var interruption = new Interruption();
        var agent = new FakeAgent { Capabilities = Streams }.Stream("SendStreamingMessage", [Working, Status("WORKING"), Status("COMPLETED")]);
        var terminal = new CliTerminal(interruption) { Network = agent, IsWatched = true, Clock = new ManualClock(), Variables = { ["NO_COLOR"] = "1" } };

        var run = await CliRun.Of(terminal, "message", "stream", FakeAgent.Url, "x");

        run.Error.ShouldBe("(working)\n(completed)\n");
        run.Out.ShouldBe("Task ID: t-1\nState: completed\nContext ID: c-1\n");
    }

    [Theory]
    [InlineData("SendStreamingMessage", "message", "stream", FakeAgent.Url, "x")]
    [InlineData("SubscribeToTask", "task", "resubscribe", FakeAgent.Url, "--task-id", "t-1")]
    public async Task An_interrupted_stream_leaves_the_task_alone_and_says_how_to_come_back(string method, params string[] args)
    {
        using var interruption = new Interruption();
        var agent = new FakeAgent { Capabilities = Streams }.Stream(method, [Working, Piece("so f")], () => interruption.Ask(orderly: false));

        var run = await CliRun.Of(new CliTerminal(interruption) { Network = agent }, args);

        run.ExitCode.ShouldBe(ExitCode.Interrupted);
        run.Out.ShouldContain("so f\n");
        run.Error.ShouldBe($"Interrupted.\nThe task goes on. Come back to it:\n  handler task resubscribe --url {FakeAgent.Url} --task-id t-1\n");
        agent.Calls.ShouldHaveSingleItem().Method.ShouldBe(method);
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_the_id_of_its_task()
    {
        using var interruption = new Interruption();
        var clock = new ManualClock();
        var agent = new FakeAgent { Capabilities = Streams }.Stream("SendStreamingMessage", [Working]).Stream("SubscribeToTask", [Working]);

        var run = await clock.PassAsync(
            CliRun.Of(new CliTerminal(interruption) { Network = agent, Clock = clock }, "message", "stream", FakeAgent.Url, "x"));

        run.ExitCode.ShouldBe(ExitCode.Unreachable);
        run.Value("Task ID").ShouldBe("t-1");
        run.Error.ShouldContain("handler task resubscribe --url");
        run.Error.ShouldContain("ended before the task did");
        agent.Calls.Select(call => call.Method).ShouldBe(["SendStreamingMessage", .. Enumerable.Repeat("SubscribeToTask", 5)]);
    }

    [Fact]
    public async Task Who_comes_back_to_an_artifact_in_the_middle_reads_the_rest_of_it()
    {
        using var interruption = new Interruption();
        var clock = new ManualClock();
        const string Artifacts = ""","artifacts":[{"artifactId":"a","parts":[{"text":"Hello"},{"text":" there"}]}]""";
        var agent = new FakeAgent { Capabilities = Streams }.Stream("SendStreamingMessage", [Working, Piece("Hello")])
            .Stream("SubscribeToTask", [$$"""{"task":{{FakeAgent.Task("WORKING", more: Artifacts)}}}""", Piece(", you", append: true), Status("COMPLETED")]);

        var run = await clock.PassAsync(
            CliRun.Of(new CliTerminal(interruption) { Network = agent, Clock = clock }, "message", "stream", FakeAgent.Url, "x"));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldStartWith("Hello there, you\n\nTask ID: t-1\n");
    }

    [Theory]
    [InlineData("handler message send --wait forever", "message", "stream", "x")]
    [InlineData("handler task get", "task", "resubscribe", "--task-id", "t-1")]
    public async Task An_agent_that_does_not_stream_is_given_nothing(string instead, params string[] args)
    {
        var agent = new FakeAgent();

        var run = await agent.RunAsync(args);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain($"Use {instead} instead.");
        agent.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Coming_back_shows_how_the_task_stands_and_what_follows()
    {
        const string Artifacts = ""","artifacts":[{"artifactId":"a","parts":[{"text":"so far"}]}]""";
        var agent = new FakeAgent { Capabilities = Streams }.Stream(
            "SubscribeToTask", [$$"""{"task":{{FakeAgent.Task("WORKING", more: Artifacts)}}}""", Status("WORKING", "more"), Status("FAILED", "no")]);

        var run = await agent.RunAsync("task", "resubscribe", "--task-id", "t-1");

        run.ExitCode.ShouldBe(ExitCode.TaskNotCompleted);
        run.Out.ShouldBe("Status: working\nso far\nmore\nStatus: failed\nno\n");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Coming_back_to_a_task_that_has_ended_shows_its_end()
    {
        await using var agent = await StepAgentHost.StartAsync(steps: 0);
        var id = (await agent.RunAsync("message", "send", "reject", "--wait", "forever")).Value("Task ID");

        var run = await agent.RunAsync("task", "resubscribe", "--task-id", id);

        run.ExitCode.ShouldBe(ExitCode.TaskNotCompleted);
        run.Out.ShouldBe("Status: rejected\nRejected, as the text asked.\n");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Coming_back_to_an_unknown_task_is_refused()
    {
        await using var agent = await StepAgentHost.StartAsync();

        var run = await agent.RunAsync("task", "resubscribe", "--task-id", "nope");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldStartWith("The agent refused SubscribeToTask (TaskNotFoundError -32001): ");
        run.Out.ShouldBeEmpty();
    }

    private static string Piece(string text, bool append = false)
    {
        var artifact = $$"""{"artifactId":"a","parts":[{"text":"{{text}}"}]}""";
        return $$"""{"artifactUpdate":{"taskId":"t-1","contextId":"c-1","append":{{(append ? "true" : "false")}},"artifact":{{artifact}} } }""";
    }

    private static string Status(string state, string? said = null)
    {
        var message = said is null ? "" : $$""","message":{"messageId":"{{said}}","role":"ROLE_AGENT","parts":[{"text":"{{said}}"}]}""";
        var status = $$"""{"state":"TASK_STATE_{{state}}"{{message}} }""";
        return $$"""{"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{{status}} } }""";
    }
}
