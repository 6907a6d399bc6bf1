using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Handler.Client;
using Handler.EndToEndTests.Configs;
using Handler.Protocol;

namespace Handler.EndToEndTests.Rest;

/// <summary>REST over a socket: paths as a real server hands them on, streams as they leave it, and our client against it.</summary>
public sealed class RestSocketTests(AgentFixture fixture) : IClassFixture<AgentFixture>, IDisposable
{
    private const string Hello = """{"message":{"messageId":"m1","role":"ROLE_USER","parts":[{"text":"hello"}]}}""";

    private readonly HttpClient _http = new();

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a:cancel", "a%3Acancel")]
    [InlineData("50%2F", "50%252F")]
    [InlineData("a ?#+", "a%20%3F%23%2B")]
    public async Task Ids_in_paths_are_what_was_encoded(string id, string encoded)
    {
        var task = (await AskAsync(HttpMethod.Post, "/message:send", Hello))["task"]!["id"];
        var config = new JsonObject { ["id"] = id, ["url"] = "http://127.0.0.1:9/webhook" };
        await AskAsync(HttpMethod.Post, $"/tasks/{task}/pushNotificationConfigs", config.ToJsonString());

        var read = await AskAsync(HttpMethod.Get, $"/tasks/{task}/pushNotificationConfigs/{encoded}");
        var deleted = await AskAsync(HttpMethod.Delete, $"/tasks/{task}/pushNotificationConfigs/{encoded}");
        var rest = await AskAsync(HttpMethod.Get, $"/tasks/{task}/pushNotificationConfigs");

        ((string?)read["id"]).ShouldBe(id);
        deleted.ToJsonString().ShouldBe("{}");
        rest["configs"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_encoded_colon_makes_no_action()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/tasks/no%3Acancel");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!;
        ((string?)error["details"]![0]!["metadata"]!["taskId"]).ShouldBe("no:cancel");
    }

    [Fact]
    public async Task Our_client_goes_through_a_task_over_rest()
    {
        using var client = await A2AClient.ConnectAsync(fixture.Agent.Url, new A2AClientOptions { Binding = ProtocolBindings.HttpJson });

        var updates = await client.SendStreamingTextAsync("hello").ToListAsync();
        var task = await client.GetTaskAsync(updates[0].TaskId!);
        var listed = await client.EnumerateTasksAsync(new ListTasksRequest { ContextId = task.ContextId, IncludeArtifacts = true }).ToListAsync();

        client.Binding.ShouldBe("HTTP+JSON");
        updates[^1].State.ShouldBe(TaskState.Completed);
        task.Artifacts!.Count.ShouldBe(2);
        listed.ShouldHaveSingleItem().Artifacts!.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_body_without_a_length_is_bounded_all_the_same()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, fixture.Agent.Url + "/message:send")
        {
            Content = new StringContent(Hello.Replace("hello", new string('x', 5_000_000), StringComparison.Ordinal), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await _http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("INVALID_REQUEST");
    }

    [Fact]
    public async Task REST_of_0_3_is_on_the_same_port()
    {
        var sent = await AskAsync(HttpMethod.Post, "/v1/message:send", Hello.Replace("parts", "content", StringComparison.Ordinal));

        var read = await AskAsync(HttpMethod.Get, $"/tasks/{sent["task"]!["id"]}");

        ((string?)sent["task"]!["history"]![0]!["content"]![0]!["text"]).ShouldBe("hello");
        ((string?)read["status"]!["state"]).ShouldBe("TASK_STATE_COMPLETED");
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(method, fixture.Agent.Url + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return _http.SendAsync(request);
    }

    private async Task<JsonNode> AskAsync(HttpMethod method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
