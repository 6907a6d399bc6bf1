using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>The two programs of the second seed: an agent that pushes by hand, and its client with a receiver.</summary>
public sealed class SampleTests
{
    private const string Executor = "PushExecutor.dll";
    private const string Client = "PushClient.dll";

    [Fact]
    public async Task Client_gets_what_the_executor_pushes_by_hand_and_passes()
    {
        using var port = new ReservedPort();
        var url = $"http://127.0.0.1:{port.Number}";
        await using var agent = ChildProcess.StartDotnet(Executor, $"http://127.0.0.1:{port.Release()}");
        await agent.WaitForLineAsync(line => line.Contains("Now listening on", StringComparison.Ordinal), "that it listens");

        await using var client = ChildProcess.StartDotnet(Client, url, "http://127.0.0.1:0");

        (await client.WaitForExitAsync()).ShouldBe(0, client.Story);
        client.Output.Where(line => line.EndsWith(": PASS", StringComparison.Ordinal)).Count().ShouldBe(4, client.Story);
        client.Output.ShouldContain("push_notifications: true");
        client.Output.ShouldContain("tasks/pushNotification/list → 1 config(s) registered");
        client.Output.ShouldContain("  push received → state=completed (All three steps are done.)  [FINAL]");
        client.Output.ShouldContain("tasks/pushNotification/list → 0 config(s) remaining");
        client.Output.Where(line => line.StartsWith("  push received → state=working (Working in three steps.)", StringComparison.Ordinal)).Count().ShouldBeInRange(1, 4, client.Story);
        client.Output[^1].ShouldBe("All assertions passed.");
    }
}
