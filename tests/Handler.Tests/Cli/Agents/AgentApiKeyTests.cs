using Handler.Cli;

namespace Handler.Tests.Cli.Agents;

public sealed class AgentApiKeyTests
{
    private const string Key = "a-key-of-this-test";

    [Theory]
    [InlineData("--api-key")]
    [InlineData("--bearer")]
    public async Task Commands_with_the_key_work(string option)
    {
        await using var agent = await StepAgentHost.StartAsync(apiKey: Key);

        var sent = await agent.RunAsync("message", "send", "Process this data", option, Key);
        var got = await agent.RunAsync("task", "get", "--task-id", sent.Value("Task ID"), option, Key);
        var streamed = await agent.RunAsync("message", "stream", "Process this data", option, Key);

        (sent.ExitCode, got.ExitCode, streamed.ExitCode).ShouldBe((ExitCode.Done, ExitCode.Done, ExitCode.Done), sent.Error + got.Error + streamed.Error);
        got.Value("State").ShouldBe("completed");
    }

    [Theory]
    [InlineData("message", "send", "Process this data")]
    [InlineData("message", "stream", "Process this data")]
    [InlineData("task", "get", "--task-id", "t")]
    [InlineData("task", "list")]
    [InlineData("task", "get", "--task-id", "t", "--bearer", "another-key")]
    [InlineData("task", "get", "--task-id", "t", "--api-key", "another-key")]
    [InlineData("task", "get", "--task-id", "t", "--api-key", Key, "--bearer", "another-key")]
    public async Task Commands_without_it_end_with_4_and_say_what_to_give(params string[] line)
    {
        await using var agent = await StepAgentHost.StartAsync(apiKey: Key);

        var run = await agent.RunAsync(line);

        run.ExitCode.ShouldBe(ExitCode.Unauthenticated);
        run.Error.ShouldContain("(HTTP 401): credentials are missing or wrong. Give --bearer TOKEN or --api-key KEY");
        run.Error.ShouldNotContain(Key);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_card_is_there_for_everybody()
    {
        await using var agent = await StepAgentHost.StartAsync(apiKey: Key);

        var run = await agent.RunAsync("card", "get");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldContain("\"apiKeySecurityScheme\"");
    }

    [Fact]
    public async Task A_short_key_is_refused_before_anything_starts()
    {
        var run = await CliRun.Of("server", "agent", "--api-key", "secret");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--api-key: the key has 6 characters; give it 8 or more, or give --auth alone");
    }
}
