using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>The same commands in a pipe, where programs read them, and on a terminal of the system's making.</summary>
public sealed class PipeAndTerminalTests
{
    private const char Escape = '\u001b';

    [Fact]
    public async Task A_pipe_gets_plain_lines_and_each_update_as_an_object()
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "10ms");

        var text = await HandlerProcess.RunAsync(0, "message", "stream", agent.Url, "Process this data", "--no-save");
        var lines = await HandlerProcess.RunAsync(0, "message", "stream", agent.Url, "Process this data", "--no-save", "-o", "ndjson");
        var listed = await HandlerProcess.RunAsync(0, "task", "list", agent.Url, "-o", "json");

        text.ShouldNotContain(Escape);
        text.ShouldStartWith("Step 1 of 1\nResult of step 1 of 1\nTask finished successfully\n\nTask ID: ");
        var updates = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        updates[0]["task"].ShouldNotBeNull();
        ((string?)updates[^1]["statusUpdate"]!["status"]!["state"]).ShouldBe("TASK_STATE_COMPLETED");
        JsonNode.Parse(listed)!["tasks"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_webhook_gives_each_push_to_a_pipe_as_a_line()
    {
        using var port = new ReservedPort();
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "10ms");
        var number = port.Release();
        await using var push = HandlerProcess.Start("server", "push", "--port", $"{number}", "-o", "ndjson");
        await using var sent = HandlerProcess.Start(
            "message", "send", agent.Url, "Process this data", "--no-save", "--wait", "forever", "--push-url", $"http://127.0.0.1:{number}/webhook");

        var last = await push.WaitForLineAsync(line => line.Contains("\"state\":\"completed\"", StringComparison.Ordinal), "the last push");

        push.Output.ShouldAllBe(line => JsonNode.Parse(line)!["payload"] != null);
        (await sent.WaitForExitAsync()).ShouldBe(0, sent.Story);
        sent.Text.ShouldContain((string)JsonNode.Parse(last)!["task_id"]!);
    }

    [Fact]
    [Trait("Needs", "parts")]
    public async Task A_terminal_gets_states_in_colour_and_the_exit_code_stays()
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 0, "10ms");

        await using var watched = OnTerminal("message", "send", agent.Url, "fail", "--no-save", "--wait", "forever");
        await using var plain = OnTerminal("message", "send", agent.Url, "fail", "--no-save", "--wait", "forever", "--no-color");

        (await watched.WaitForExitAsync()).ShouldBe(10, watched.Story);
        (await plain.WaitForExitAsync()).ShouldBe(10, plain.Story);
        watched.Text.ShouldContain($"State: {Escape}[31mfailed{Escape}[0m");
        plain.Text.ShouldContain("State: failed");
        plain.Text.ShouldNotContain($"{Escape}[31m");
    }

    /// <summary>Under <c>script</c> of util-linux, which makes a terminal and gives the exit code on.</summary>
    private static ChildProcess OnTerminal(params string[] arguments)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] words = ["env", "-u", "NO_COLOR", "TERM=xterm", dotnet, Path.Combine(AppContext.BaseDirectory, "handler.dll"), .. arguments];
        return ChildProcess.Start("script", "-qec", string.Join(' ', words.Select(word => $"'{word}'")), "/dev/null");
    }
}
