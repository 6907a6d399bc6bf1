using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

public sealed class CardAndTaskTests
{
    [Theory]
    [InlineData("{}", "\"pushNotifications\": false")]
    [InlineData("""{"pushNotifications":true}""", "\"pushNotifications\": true")]
    [InlineData("""{"pushNotifications":false}""", "\"pushNotifications\": false")]
    public async Task A_card_always_says_whether_the_agent_pushes(string capabilities, string expected)
    {
        var agent = new FakeAgent { Capabilities = capabilities };

        var run = await CliRun.Of(agent, "card", "get", FakeAgent.Url);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldStartWith("{\n  \"name\": \"Fake\",\n");
        run.Out.ShouldContain(expected);
    }

    [Fact]
    public async Task A_task_is_printed_as_it_is()
    {
        const string Artifacts = ""","artifacts":[{"artifactId":"a","parts":[{"text":"so far"}]}]""";
        var agent = new FakeAgent().Result("GetTask", FakeAgent.Task("FAILED", more: Artifacts));

        var run = await agent.RunAsync("task", "get", "--task-id", "t-1", "--history-length", "3");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldBe("Task ID: t-1\nState: failed\nContext ID: c-1\n\nso far\n");
        agent.Calls.ShouldHaveSingleItem().Parameters.ToJsonString().ShouldBe("""{"id":"t-1","historyLength":3}""");
    }

    [Fact]
    public async Task An_unknown_task_is_said_so()
    {
        await using var agent = await StepAgentHost.StartAsync();

        var run = await agent.RunAsync("task", "get", "--task-id", "nope");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldStartWith("The agent refused GetTask (TaskNotFoundError -32001): ");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_go_with_every_request()
    {
        var agent = new FakeAgent().Result("GetTask", FakeAgent.Task("WORKING"));

        await agent.RunAsync("task", "get", "--task-id", "t-1", "--bearer", "b-1", "--api-key", "k-1");

        var headers = agent.Calls.ShouldHaveSingleItem().Request.Headers;
        headers.GetValues("Authorization").ShouldBe(["Bearer b-1"]);
        headers.GetValues("X-API-Key").ShouldBe(["k-1"]);
    }
}
