using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

/// <summary><c>--protocol</c>: the same commands, labels and exit codes in each dialect.</summary>
public sealed class ProtocolTests
{
    private const string Webhook = "http://127.0.0.1:9000/webhook";

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.3")]
    [InlineData("legacy")]
    public async Task The_walk_is_the_same_in_each_dialect(string protocol)
    {
        await using var agent = await StepAgentHost.StartAsync();
        Task<CliRun> RunAsync(params string[] words) => agent.RunAsync([.. words, "--protocol", protocol]);

        var sent = await RunAsync("message", "send", "Process this data");
        var id = sent.Value("Task ID");
        var set = await RunAsync("task", "set-notification", "--task-id", id, "--webhook-url", Webhook);
        var got = await RunAsync("task", "get-notification", "--task-id", id);
        var listed = await RunAsync("task", "list-notifications", "--task-id", id);
        var read = await RunAsync("task", "get", "--task-id", id);
        var deleted = await RunAsync("task", "delete-notification", "--task-id", id);
        var none = await RunAsync("task", "list-notifications", "--task-id", id);

        set.Out.ShouldBe($"Push notification config set\nTask ID: {id}\nWebhook URL: {Webhook}\nConfig ID: default\n");
        var fares = protocol == "legacy" ? "" : "Deliveries: due, 1 to send, 0 given up\n";
        got.Out.ShouldBe($"Push Notification Config\nTask ID: {id}\nWebhook URL: {Webhook}\nConfig ID: default\n{fares}");
        listed.Out.ShouldContain($"default    {Webhook}");
        read.Value("Task ID").ShouldBe(id);
        read.Value("State").ShouldBe("completed");
        deleted.Out.ShouldBe("Push notification config deleted\n");
        none.Out.ShouldBe("No push notification configs\n");
        new[] { sent, set, got, listed, read, deleted, none }.ShouldAllBe(run => run.ExitCode == ExitCode.Done);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.3")]
    [InlineData("legacy")]
    public async Task A_stream_tells_the_same_in_each_dialect(string protocol)
    {
        await using var agent = await StepAgentHost.StartAsync();

        var run = await agent.RunAsync("message", "stream", "Process this data", "--protocol", protocol);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Value("State").ShouldBe("completed");
        run.Out.ShouldContain("Result of step 1 of 2");
        run.Out.ShouldContain("Result of step 2 of 2");
    }

    [Fact]
    public async Task Tasks_cannot_be_listed_in_0_3_and_it_says_so()
    {
        await using var agent = await StepAgentHost.StartAsync();

        var run = await agent.RunAsync("task", "list", "--protocol", "0.3");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("A2A 0.3, which this agent is called in, has no such operation");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dialect_that_there_is_not_is_wrong_usage()
    {
        var run = await CliRun.Of("task", "get", "--url", "http://a", "--task-id", "t", "--protocol", "2.0");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--protocol: '2.0' is no dialect; write one of 1.0, 0.3, legacy.");
    }

    [Fact]
    public async Task What_to_type_next_names_the_dialect_that_was_asked_for()
    {
        await using var agent = await StepAgentHost.StartAsync();

        var run = await agent.RunAsync("message", "send", "ask", "--protocol", "legacy");

        run.ExitCode.ShouldBe(ExitCode.TaskWaits);
        run.Error.ShouldContain("--protocol legacy");
    }
}
