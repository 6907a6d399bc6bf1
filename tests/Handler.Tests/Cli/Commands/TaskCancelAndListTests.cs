using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

public sealed class TaskCancelAndListTests
{
    [Fact]
    public async Task A_task_that_waits_is_canceled()
    {
        await using var agent = await StepAgentHost.StartAsync(steps: 0);
        var id = (await agent.RunAsync("message", "send", "ask", "--wait", "forever")).Value("Task ID");

        var run = await agent.RunAsync("task", "cancel", "--task-id", id);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldStartWith($"Task canceled\nTask ID: {id}\nState: canceled\n");
        (await agent.RunAsync("task", "get", "--task-id", id)).Value("State").ShouldBe("canceled");
    }

    [Fact]
    public async Task A_cancellation_that_takes_its_time_is_not_called_done()
    {
        var agent = new FakeAgent().Result("CancelTask", FakeAgent.Task("WORKING"));

        var run = await agent.RunAsync("task", "cancel", "--task-id", "t-1");

        run.Out.ShouldBe("Cancellation requested\nTask ID: t-1\nState: working\nContext ID: c-1\n");
    }

    [Fact]
    public async Task A_task_that_has_ended_is_refused()
    {
        await using var agent = await StepAgentHost.StartAsync(steps: 0);
        var id = (await agent.RunAsync("message", "send", "x", "--wait", "forever")).Value("Task ID");

        var run = await agent.RunAsync("task", "cancel", "--task-id", id);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("(TaskNotCancelableError -32002)");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tasks_are_listed_by_state_and_conversation()
    {
        await using var agent = await StepAgentHost.StartAsync(steps: 0);
        var done = await agent.RunAsync("message", "send", "x", "--wait", "forever");
        var failed = await agent.RunAsync("message", "send", "fail", "--wait", "forever");

        var all = await agent.RunAsync("task", "list");
        var ofState = await agent.RunAsync("task", "list", "--state", "failed");
        var ofContext = await agent.RunAsync("task", "list", "--context-id", done.Value("Context ID"));
        var none = await agent.RunAsync("task", "list", "--state", "rejected");

        all.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        all.Out.ShouldStartWith("TASK ID ");
        ofState.Out.ShouldMatch(
            $"\n{failed.Value("Task ID")}  failed  [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9:]{{8}}Z  {failed.Value("Context ID")}\n$");
        ofState.Out.ShouldNotContain(done.Value("Task ID"));
        ofContext.Out.ShouldContain(done.Value("Task ID"));
        ofContext.Out.ShouldNotContain(failed.Value("Task ID"));
        none.Out.ShouldBe("No tasks\n");
    }

    [Fact]
    public async Task A_list_that_is_cut_says_how_to_go_on()
    {
        await using var agent = await StepAgentHost.StartAsync(steps: 0);
        HashSet<string> begun = [await agent.BeginAsync(), await agent.BeginAsync(), await agent.BeginAsync()];

        var first = await agent.RunAsync("task", "list", "--limit", "2");
        var page = first.Error.TrimEnd().Split(' ')[^1].Trim('\'');
        var second = await agent.RunAsync("task", "list", "--limit", "2", "--page", page);

        first.Error.ShouldStartWith("There are more. Go on with the same command and --page ");
        Ids(first).Length.ShouldBe(2);
        Ids(first).Concat(Ids(second)).ShouldBe(begun, ignoreOrder: true);
        second.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_a_page_holds_is_fetched_page_by_page()
    {
        var page = 0;
        var agent = new FakeAgent().Result(
            "ListTasks", () => $$"""{"tasks":[{{FakeAgent.Task("WORKING", $"t-{++page}")}}],"nextPageToken":"{{(page < 3 ? $"p{page}" : "")}}"}""");

        var run = await agent.RunAsync("task", "list", "--limit", "101");

        Ids(run).ShouldBe(["t-1", "t-2", "t-3"]);
        agent.Calls.Select(call => (int)call.Parameters["pageSize"]!).ShouldBe([100, 100, 99]);
        agent.Calls.Select(call => (string?)call.Parameters["pageToken"]).ShouldBe([null, "p1", "p2"]);
    }

    [Fact]
    public async Task An_agent_that_gives_the_same_page_for_ever_is_left()
    {
        var agent = new FakeAgent().Result("ListTasks", $$"""{"tasks":[{{FakeAgent.Task("WORKING")}}],"nextPageToken":"p"}""");

        var run = await agent.RunAsync("task", "list");

        run.ExitCode.ShouldBe(ExitCode.Done);
        agent.Calls.Count.ShouldBe(2);
    }

    private static string[] Ids(CliRun run) =>
        [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ')[0])];
}
