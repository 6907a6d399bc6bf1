using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;
using Handler.EndToEndTests.Walk;

namespace Handler.EndToEndTests.Mcp;

/// <summary>A client that is not ours calls every tool, against a real agent that asks for a key and a real webhook.</summary>
[Trait("Needs", "parts")]
public sealed class InspectorTests : IDisposable
{
    private const string Key = "a-key-of-this-test-alone-that-nobody-may-see";
    private const string Token = "a-token-of-this-test-that-nobody-may-see-whole";

    private readonly TemporaryFolder _home = new();
    private readonly Inspector _inspector;

    public InspectorTests() => _inspector = new(_home.Path);

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Every_tool_is_listed_and_does_what_it_is_for()
    {
        using var port = new ReservedPort();
        await using var push = await PushServer.StartAsync(port, "--token", Token);
        await using var agent = await HandlerAgent.StartAsync(steps: 2, "50ms", "--api-key", Key);

        var listed = await _inspector.ListAsync();
        await ReadCardAsync(agent);
        await GiveKeyAsync(agent);
        await FollowTaskAsync(agent, push);
        await TalkAsync(agent);
        await ForgetAsync(agent);

        listed.Order().ShouldBe(Accepted().Order());
        _inspector.Called.Order().ShouldBe(listed.Order());
    }

    private static IEnumerable<string> Accepted() =>
        JsonNode.Parse(File.ReadAllText(Clone.File("tests", "Handler.Tests", "Mcp", "tools.json")))!.AsArray().Select(tool => (string)tool!["name"]!);

    private static string At(HandlerAgent agent) => $"agent_url={agent.Url}";

    private async Task ReadCardAsync(HandlerAgent agent)
    {
        var card = await _inspector.CallAsync("get_agent_card", At(agent));
        await File.WriteAllTextAsync(_home.File("card.json"), card.ToJsonString());
        var fromUrl = await _inspector.CallAsync("validate_agent_card", $"source={agent.Url}");
        var fromFile = await _inspector.CallAsync("validate_agent_card", $"source={_home.File("card.json")}", "from_file=true");

        ((bool?)card["capabilities"]!["pushNotifications"]).ShouldBe(true);
        ((bool?)fromUrl["valid"], (string?)fromUrl["source_type"]).ShouldBe((true, "url"));
        ((bool?)fromFile["valid"], (string?)fromFile["source_type"]).ShouldBe((true, "file"));
        fromFile["agent_name"]!.ToJsonString().ShouldBe(card["name"]!.ToJsonString());
    }

    private async Task GiveKeyAsync(HandlerAgent agent)
    {
        var refused = await _inspector.FailAsync("get_task", At(agent), "task_id=t");
        var saved = await _inspector.CallAsync("set_agent_credentials", At(agent), $"api_key={Key}");
        var let = await _inspector.FailAsync("get_task", At(agent), "task_id=t");
        var beaten = await _inspector.FailAsync("get_task", At(agent), "task_id=t", "bearer_token=another-one");

        refused.ShouldContain("refused (HTTP 401)");
        refused.ShouldContain("set_agent_credentials");
        ((string?)saved["auth_type"]).ShouldBe("api_key");
        let.ShouldContain("TaskNotFoundError");
        beaten.ShouldContain("refused (HTTP 401)");
        (await HandlerAsync("auth", "show", agent.Url)).ShouldContain("Type: ");
    }

    private async Task FollowTaskAsync(HandlerAgent agent, PushServer push)
    {
        var begun = await _inspector.CallAsync("send_message", At(agent), "message=Process this data", "wait_seconds=0");
        var task = $"task_id={begun["task_id"]}";
        var set = await _inspector.CallAsync("set_task_notification", At(agent), task, $"webhook_url={push.Url}/webhook", $"webhook_token={Token}");
        var got = await _inspector.CallAsync("get_task_notification", At(agent), task);
        await push.WaitForEndAsync((string)begun["task_id"]!);
        var ended = await _inspector.CallAsync("get_task", At(agent), task);

        JsonNode.DeepEquals(set, got).ShouldBeTrue($"{set} {got}");
        ((string?)got["token"], (string?)got["config_id"]).ShouldBe(("a-token-of-this-test...", "default"));
        ((string?)ended["state"]).ShouldBe("completed");
        ((string?)ended["text"]).ShouldNotBeNull().ShouldContain("Task finished successfully");
    }

    private async Task TalkAsync(HandlerAgent agent)
    {
        var asked = await _inspector.CallAsync("send_message", At(agent), "message=ask");
        var session = await _inspector.CallAsync("get_session_info", At(agent));
        var answered = await _inspector.CallAsync("send_message", At(agent), "message=go on", "use_session=true");
        var asking = await _inspector.CallAsync("send_message", At(agent), "message=ask", "use_session=true");
        var canceled = await _inspector.CallAsync("cancel_task", At(agent), $"task_id={asking["task_id"]}");

        ((bool?)asked["needs_input"]).ShouldBe(true);
        ((string?)session["task_id"], (bool?)session["has_credentials"]).ShouldBe(((string?)asked["task_id"], true));
        ((string?)answered["task_id"], (string?)answered["state"]).ShouldBe(((string?)asked["task_id"], "completed"));
        ((string?)canceled["state"]).ShouldBe("canceled");
        (await HandlerAsync("session", "show", agent.Url)).ShouldContain($"Context ID: {asked["context_id"]}");
    }

    private async Task ForgetAsync(HandlerAgent agent)
    {
        var before = await _inspector.CallAsync("list_sessions");
        var sessions = await _inspector.CallAsync("clear_session_data");
        var credentials = await _inspector.CallAsync("clear_agent_credentials", At(agent));

        ((int?)before["count"], (string?)before["sessions"]![0]!["agent_url"]).ShouldBe((1, agent.Url));
        ((int?)sessions["cleared"], (bool?)credentials["cleared"]).ShouldBe((1, true));
        (await HandlerAsync("session", "list")).ShouldContain("No saved sessions");
    }

    /// <summary>The command line of the same user.</summary>
    private async Task<string> HandlerAsync(params string[] line)
    {
        await using var process = HandlerProcess.StartIn(_home.Path, line);
        (await process.WaitForExitAsync()).ShouldBe(0, process.Story);
        process.Text.ShouldNotContain(Key);
        return process.Text;
    }
}
