using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;
using Handler.EndToEndTests.Walk;

namespace Handler.EndToEndTests.Peers;

/// <summary>Our commands against the official JavaScript SDK's server, and its pushes into our receiver.</summary>
[Trait("Needs", "parts")]
public sealed class JavaScriptServerTests
{
    private const string Token = "a-token-that-the-peer-sends-back";

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.3")]
    public async Task Every_command_works_on_its_tasks_and_its_pushes_arrive(string protocol)
    {
        using var port = new ReservedPort();
        await using var push = await PushServer.StartAsync(port, "--token", Token);
        await using var server = JavaScript.Start("peer-server.mjs");
        string[] agent = ["--url", await ListenedAsync(server), "--protocol", protocol];

        var sent = await HandlerProcess.RunAsync(0, ["message", "send", .. agent, "--push-url", push.Url + "/webhook", "--push-token", Token, "work"]);
        var began = await HandlerProcess.RunAsync(0, ["message", "send", .. agent, "--wait", "0s", "wait"]);
        agent = [.. agent, "--task-id", IdOf(began)];
        var set = await HandlerProcess.RunAsync(0, ["task", "set-notification", .. agent, "--webhook-url", push.Url + "/webhook", "--webhook-token", Token]);
        var listed = await HandlerProcess.RunAsync(0, ["task", "list-notifications", .. agent]);
        var deleted = await HandlerProcess.RunAsync(0, ["task", "delete-notification", .. agent]);
        var canceled = await HandlerProcess.RunAsync(0, ["task", "cancel", .. agent]);

        sent.ShouldContain("State: completed");
        sent.ShouldContain("Done by the peer");
        set.ShouldContain("Config ID: default");
        listed.ShouldContain(push.Url + "/webhook");
        deleted.ShouldContain("Push notification config deleted");
        canceled.ShouldContain("State: canceled");
        var arrived = (await push.WaitForEndAsync(IdOf(sent)))["notifications"]!.AsArray();
        StatesOf(arrived, IdOf(sent)).ShouldBe(["submitted", "working", "completed"]);
        StatesOf(arrived, IdOf(began)).ShouldBeEmpty();
    }

    private static async Task<string> ListenedAsync(ChildProcess server)
    {
        const string Start = "Listening on ";
        var line = await server.WaitForLineAsync(line => line.StartsWith(Start, StringComparison.Ordinal), "where it listens");
        return line[Start.Length..];
    }

    private static string IdOf(string printed) =>
        printed.Split('\n').First(line => line.StartsWith("Task ID: ", StringComparison.Ordinal))["Task ID: ".Length..].Trim();

    private static IEnumerable<string> StatesOf(JsonArray pushes, string task) =>
        pushes.Where(push => (string?)push!["task_id"] == task).Select(push => (string?)push!["state"]).OfType<string>().Distinct();
}
