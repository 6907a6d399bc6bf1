using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

/// <summary><c>--binding</c>: the same commands, labels and exit codes over each binding.</summary>
public sealed class BindingTests
{
    private const string Webhook = "http://127.0.0.1:9000/webhook";

    [Theory]
    [InlineData("jsonrpc", "1.0", "POST http://localhost/")]
    [InlineData("rest", "1.0", "POST http://localhost/message:send")]
    [InlineData("HTTP+JSON", "1.0", "POST http://localhost/message:send")]
    [InlineData("rest", "0.3", "POST http://localhost/v1/message:send")]
    public async Task The_walk_is_the_same_over_each_binding(string binding, string protocol, string called)
    {
        await using var agent = await StepAgentHost.StartAsync();
        Task<CliRun> RunAsync(params string[] words) => agent.RunAsync([.. words, "--binding", binding, "--protocol", protocol]);

        var sent = await RunAsync("message", "send", "Process this data", "--verbose");
        var id = sent.Value("Task ID");
        var set = await RunAsync("task", "set-notification", "--task-id", id, "--webhook-url", Webhook);
        var listed = await RunAsync("task", "list-notifications", "--task-id", id);
        var deleted = await RunAsync("task", "delete-notification", "--task-id", id);
        var streamed = await RunAsync("message", "stream", "Process this data");

        sent.Error.ShouldContain(called);
        set.Out.ShouldBe($"Push notification config set\nTask ID: {id}\nWebhook URL: {Webhook}\nConfig ID: default\n");
        listed.Out.ShouldContain($"default    {Webhook}");
        deleted.Out.ShouldBe("Push notification config deleted\n");
        streamed.Value("State").ShouldBe("completed");
        new[] { sent, set, listed, deleted, streamed }.ShouldAllBe(run => run.ExitCode == ExitCode.Done);
    }

    [Theory]
    [InlineData("--binding: 'grpc' is no binding; write jsonrpc or rest.", "--binding", "grpc")]
    [InlineData("--binding rest: agents of the legacy dialect are called over JSON-RPC. Leave --binding out.", "--binding", "rest", "--protocol", "legacy")]
    public async Task A_binding_that_there_is_not_is_wrong_usage(string expected, params string[] words)
    {
        var run = await CliRun.Of(["task", "get", "--url", "http://a", "--task-id", "t", .. words]);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task Lines_to_type_next_name_it_too()
    {
        await using var agent = await StepAgentHost.StartAsync();

        var run = await agent.RunAsync("message", "send", "ask", "--binding", "HTTP+JSON");

        run.ExitCode.ShouldBe(ExitCode.TaskWaits);
        run.Error.ShouldContain("--binding rest");
    }
}
