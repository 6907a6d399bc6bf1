using Handler.Cli;
using Handler.TestKit;
using Handler.Tests.Client;

namespace Handler.Tests.Cli.Commands;

public sealed class MessageSendTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_quick_agent_answers_in_place(bool streaming)
    {
        await using var agent = await StepAgentHost.StartAsync(streaming: streaming);

        var run = await agent.RunAsync("message", "send", "Process this data", "--wait", "forever");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldMatch(
            "^Task ID: [0-9a-f-]{36}\nState: completed\nContext ID: [0-9a-f-]{36}\n\n" +
            "Result of step 1 of 2\nResult of step 2 of 2\nTask finished successfully\n$");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fail", "failed", ExitCode.TaskNotCompleted)]
    [InlineData("reject", "rejected", ExitCode.TaskNotCompleted)]
    [InlineData("ask", "input-required", ExitCode.TaskWaits)]
    public async Task The_end_of_the_task_is_the_exit_code(string text, string state, int exitCode)
    {
        await using var agent = await StepAgentHost.StartAsync();

        var run = await agent.RunAsync("message", "send", text, "--wait", "forever");

        run.ExitCode.ShouldBe(exitCode);
        run.Value("State").ShouldBe(state);
    }

    [Fact]
    public async Task An_answer_goes_on_with_the_task_that_asked()
    {
        await using var agent = await StepAgentHost.StartAsync();
        var asked = await agent.RunAsync("message", "send", "ask", "--wait", "forever");
        var id = asked.Value("Task ID");

        var run = await agent.RunAsync("message", "send", "go on", "--task-id", id, "--wait", "forever");

        asked.Error.ShouldContain($"handler message send --url {StepAgentHost.Url} --task-id {id} \"your answer\"");
        run.Value("Task ID").ShouldBe(id);
        run.Value("State").ShouldBe("completed");
    }

    [Fact]
    public async Task A_slow_task_is_left_working_with_what_to_type_next()
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("WORKING")}}}""");

        var run = await agent.RunAsync("message", "send", "Process this data", "--wait", "0");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldBe("Task ID: t-1\nState: working\nContext ID: c-1\n");
        run.Error.ShouldContain($"  handler task get --url {FakeAgent.Url} --task-id t-1\n");
        run.Error.ShouldContain(
            $"  handler task set-notification --url {FakeAgent.Url} --task-id t-1 --webhook-url http://127.0.0.1:9000/webhook\n");
        var configuration = agent.Calls.ShouldHaveSingleItem().Parameters["configuration"]!;
        configuration.ToJsonString().ShouldBe("""{"returnImmediately":true}""");
    }

    [Fact]
    public async Task An_agent_that_sends_no_push_notifications_is_not_asked_for_them()
    {
        var agent = new FakeAgent { Capabilities = "{}" }.Result("SendMessage", $$"""{"task":{{FakeAgent.Task("WORKING")}}}""");

        var run = await agent.RunAsync("message", "send", "x", "--wait", "0");

        run.Error.ShouldNotContain("set-notification");
    }

    [Fact]
    public async Task Following_ends_when_the_wait_is_over()
    {
        var clock = new ManualClock();
        var agent = new FakeAgent()
            .Result("SendMessage", $$"""{"task":{{FakeAgent.Task("SUBMITTED")}}}""")
            .Result("GetTask", () => FakeAgent.Task("WORKING"));
        using var interruption = new Interruption();

        var running = CliRun.Of(
            new CliTerminal(interruption) { Network = agent, Clock = clock },
            "message", "send", FakeAgent.Url, "x", "--wait", "1s");

        var run = await clock.PassAsync(running);
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Value("State").ShouldBe("working");
    }

    [Fact]
    public async Task An_old_question_behind_which_the_answer_stands_is_not_taken_for_a_new_one()
    {
        const string History = ""","history":[{"messageId":"m","role":"ROLE_USER","parts":[{"text":"blue"}]}]""";
        var asked = FakeAgent.Task("INPUT_REQUIRED", more: History);
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{asked}}}""").Result("GetTask", FakeAgent.Task("COMPLETED"));

        var run = await agent.RunAsync("message", "send", "blue", "--task-id", "t-1", "--wait", "forever");

        run.Value("State").ShouldBe("completed");
        run.ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task An_interrupted_wait_leaves_the_task_alone_and_says_how_to_come_back()
    {
        using var interruption = new Interruption();
        var agent = new FakeAgent()
            .Result("SendMessage", $$"""{"task":{{FakeAgent.Task("WORKING")}}}""")
            .Result("GetTask", () =>
            {
                interruption.Ask(orderly: false);
                return FakeAgent.Task("WORKING");
            });

        var run = await CliRun.Of(
            new CliTerminal(interruption) { Network = agent }, "message", "send", FakeAgent.Url, "x", "--wait", "forever");

        run.ExitCode.ShouldBe(ExitCode.Interrupted);
        run.Value("Task ID").ShouldBe("t-1");
        run.Error.ShouldStartWith("Interrupted.\nThe task goes on.");
        run.Error.ShouldContain("  handler task get --url");
        agent.Calls.Select(call => call.Method).ShouldNotContain("CancelTask");
    }

    [Fact]
    public async Task An_agent_that_is_lost_on_the_way_leaves_the_id_of_its_task()
    {
        var agent = new FakeAgent()
            .Result("SendMessage", $$"""{"task":{{FakeAgent.Task("WORKING")}}}""")
            .Error("GetTask", -32603, "broken");

        var run = await agent.RunAsync("message", "send", "x", "--wait", "forever");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Value("Task ID").ShouldBe("t-1");
        run.Error.ShouldContain("The agent refused GetTask (InternalError -32603): broken.");
    }

    [Fact]
    public async Task A_push_url_goes_with_the_message()
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("COMPLETED")}}}""");

        await agent.RunAsync("message", "send", "x", "--push-url", "http://w/h", "--push-token", "s3cret", "--context-id", "c-1");

        var sent = agent.Calls.ShouldHaveSingleItem().Parameters;
        sent["configuration"]!["taskPushNotificationConfig"]!.ToJsonString()
            .ShouldBe("""{"id":"default","url":"http://w/h","token":"s3cret"}""");
        ((string?)sent["message"]!["contextId"]).ShouldBe("c-1");
    }

    [Fact]
    public async Task An_answer_without_a_task_is_its_text()
    {
        var agent = new FakeAgent().Result(
            "SendMessage", """{"message":{"messageId":"m","contextId":"c-1","role":"ROLE_AGENT","parts":[{"text":"two\nlines\u001b[31m"}]}}""");

        var run = await agent.RunAsync("message", "send", "x");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldBe("Context ID: c-1\n\ntwo\nlines\\u001b[31m\n");
    }

    [Fact]
    public async Task What_comes_from_the_agent_is_escaped()
    {
        var task = FakeAgent.Task("WORKING", id: "t\\u001b[2J\\nState: completed");
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{task}}}""");

        var run = await agent.RunAsync("message", "send", "x", "--wait", "0");

        run.Out.ShouldStartWith("Task ID: t\\u001b[2J\\u000aState: completed\nState: working\n");
        run.Error.ShouldNotContain('\u001b');
    }
}
