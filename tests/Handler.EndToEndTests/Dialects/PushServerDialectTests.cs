using Handler.EndToEndTests.Configs;
using Handler.EndToEndTests.Processes;
using Handler.EndToEndTests.Walk;
using Handler.Protocol;

namespace Handler.EndToEndTests.Dialects;

/// <summary>Issue 5: <c>handler server push</c> finds task and state in the bodies of every dialect.</summary>
public sealed class PushServerDialectTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    [Theory]
    [InlineData("1.0", "input-required", "working", null, "completed")]
    [InlineData("0.3", "input-required", "working", "completed")]
    [InlineData("legacy", "input-required", "working", null, "completed")]
    public async Task Push_server_lists_and_shows_what_a_webhook_of_each_dialect_is_told(string name, params string?[] states)
    {
        using var port = new ReservedPort();
        await using var server = await PushServer.StartAsync(port);
        var dialect = Dialect.Of(name);
        var task = await dialect.SendAsync(fixture.Raw, "steps 1 every 20ms ask");
        await fixture.Agent.WaitForAsync(task, found => found.Status.State.IsInterrupted);
        await dialect.SetAsync(fixture.Raw, task, "mine", new Uri(server.Url + "/webhook"));

        await dialect.SendAsync(fixture.Raw, "steps 1 every 20ms", task);
        var listed = (await server.WaitForEndAsync(task))["notifications"]!.AsArray();

        listed.ShouldAllBe(push => (string?)push!["task_id"] == task);
        Squeezed(listed.Select(push => (string?)push!["state"])).ShouldBe(states);
        foreach (var push in listed)
        {
            DialectShape.ShouldBeOf(dialect, push!["payload"]!);
        }

        await server.Process.WaitForLineAsync(line => line == "State: completed", "the state of the last push");
        server.Process.Output.ShouldContain($"Task ID: {task}");
    }

    /// <summary>Each run of equal states once: how many events make one commit, and so one body of 0.3, is a matter of time.</summary>
    private static List<string?> Squeezed(IEnumerable<string?> states)
    {
        var squeezed = new List<string?>();
        foreach (var state in states)
        {
            if (squeezed.Count == 0 || squeezed[^1] != state)
            {
                squeezed.Add(state);
            }
        }

        return squeezed;
    }
}
