using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;
using Handler.EndToEndTests.Walk;

namespace Handler.EndToEndTests.Auth;

/// <summary><c>handler server agent --auth</c>, called by the commands and by hand.</summary>
public sealed class ApiKeyTests(KeyedAgentFixture keyed) : IClassFixture<KeyedAgentFixture>
{
    private const string Key = KeyedAgentFixture.Key;

    [Fact]
    public async Task Walk_goes_through_with_the_key_from_a_file_and_pushes_arrive()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("key"), Key + "\n");
        using var port = new ReservedPort();
        await using var push = await PushServer.StartAsync(port);
        await using var agent = await HandlerAgent.StartAsync(steps: 2, "50ms", "--api-key", "@" + folder.File("key"));

        var sent = await HandlerProcess.RunAsync(
            0, "message", "send", "--url", agent.Url, "Process this data", "--api-key", "@" + folder.File("key"), "--push-url", $"{push.Url}/webhook");
        var task = Value(sent, "Task ID");
        await push.WaitForEndAsync(task);
        var shown = await HandlerProcess.RunAsync(0, "task", "get-notification", "--url", agent.Url, "--task-id", task, "--bearer", Key);

        Value(shown, "Webhook URL").ShouldBe($"{push.Url}/webhook");
        agent.Story.ShouldNotContain(Key);
        await HandlerProcess.RunAsync(4, "task", "get", "--url", agent.Url, "--task-id", task);
        await HandlerProcess.RunAsync(4, "task", "get", "--url", agent.Url, "--task-id", task, "--api-key", "another-key");
        await HandlerProcess.RunAsync(0, "card", "get", agent.Url);
    }

    [Theory]
    [InlineData(200, "X-API-Key", Key)]
    [InlineData(200, "Authorization", $"Bearer {Key}")]
    [InlineData(200, "Authorization", $"aPIkEY {Key}")]
    [InlineData(401, "Authorization", $"Basic {Key}")]
    [InlineData(401, "Authorization", Key)]
    [InlineData(401, "X-API-Key", "")]
    [InlineData(401, "X-API-Key", "another-key")]
    [InlineData(401, "X-API-Key", $"{Key}, {Key}")]
    [InlineData(401, "X-API-Key", Key, "Authorization", "Bearer another-key")]
    public async Task Headers_decide_over_a_socket(int status, params string[] headers)
    {
        var (answered, body) = await PostAsync(headers);

        ((int)answered).ShouldBe(status, body);
        JsonNode.Parse(body)!["error"]?["code"]?.GetValue<int>().ShouldBe(status == 401 ? -32600 : -32001);
    }

    [Fact]
    public async Task Key_that_is_longer_than_any_header_is_refused_before_it_is_read()
    {
        var (answered, _) = await PostAsync(["X-API-Key", new string('k', 64 * 1024)]);
        var (then, _) = await PostAsync(["X-API-Key", Key]);

        answered.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        then.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_that_was_made_for_a_run_is_another_at_the_next_and_sees_what_was_kept()
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 0, "0", "--auth");
        var first = await MadeKeyAsync(agent);
        var sent = await HandlerProcess.RunAsync(0, "message", "send", "--url", agent.Url, "Process this data", "--api-key", first);
        await agent.KillAsync();

        await agent.StartAsync();

        var second = await MadeKeyAsync(agent);
        string[] get = ["task", "get", "--url", agent.Url, "--task-id", Value(sent, "Task ID"), "--api-key"];
        second.ShouldNotBe(first);
        first.Length.ShouldBe(32);
        await HandlerProcess.RunAsync(4, [.. get, first]);
        Value(await HandlerProcess.RunAsync(0, [.. get, second]), "State").ShouldBe("completed");
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, keyed.Agent.Url + "/");
        const string Body = """{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"none"}}""";
        request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        foreach (var pair in headers.Chunk(2))
        {
            request.Headers.TryAddWithoutValidation(pair[0], pair[1]).ShouldBeTrue();
        }

        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> MadeKeyAsync(HandlerAgent agent)
    {
        const string Label = "Made for this run, and shown only here";
        return Value(await agent.SaysAsync(line => line.StartsWith(Label, StringComparison.Ordinal), "its key"), Label);
    }

    private static string Value(string text, string label)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(label + ": ", StringComparison.Ordinal));
        return line.ShouldNotBeNull($"There is no line '{label}:' in\n{text}")[(label.Length + 2)..];
    }
}
