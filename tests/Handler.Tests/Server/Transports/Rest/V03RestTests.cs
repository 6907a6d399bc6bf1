using System.Net;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Server;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>REST of 0.3: below <c>/v1</c>, in the JSON of its protobuf schema.</summary>
public sealed class V03RestTests
{
    private const string Hello = """{"message":{"messageId":"m1","role":"ROLE_USER","content":[{"text":"hello"}]}}""";

    [Fact]
    public async Task A_task_goes_through_its_life_in_the_schema_of_0_3()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.AppendAsync("report", "text", cancel);
            await task.RequireInputAsync("which one?", cancel);
        };

        var sent = (await host.RestAsync("POST", "/v1/message:send", Hello))["task"]!;
        var read = await host.RestAsync("GET", $"/v1/tasks/{sent["id"]}?historyLength=5");
        var canceled = await host.RestAsync("POST", $"/v1/tasks/{sent["id"]}:cancel", $$"""{"name":"tasks/{{sent["id"]}}"}""");

        sent["status"]!["state"]!.ToString().ShouldBe("TASK_STATE_INPUT_REQUIRED");
        sent["status"]!["message"]!["content"]![0]!["text"]!.ToString().ShouldBe("which one?");
        sent["artifacts"]![0]!["parts"]![0]!["text"]!.ToString().ShouldBe("text");
        sent["history"]![0]!["role"]!.ToString().ShouldBe("ROLE_USER");
        read.ToJsonString().ShouldBe(sent.ToJsonString());
        canceled["status"]!["state"]!.ToString().ShouldBe("TASK_STATE_CANCELLED");
    }

    [Theory]
    [InlineData("""{"request":{"message_id":"m1","role":"ROLE_USER","content":[{"text":"hello"}]},"configuration":{"blocking":true}}""")]
    [InlineData("""{"message":{"messageId":"m1","role":"user","kind":"message","parts":[{"kind":"text","text":"hello"}]}}""")]
    public async Task Clients_write_a_message_in_more_than_one_way(string body)
    {
        await using var host = await AgentHost.StartAsync();

        var sent = await host.RestAsync("POST", "/v1/message:send", body);

        sent["task"]!["status"]!["message"]!["content"]![0]!["text"]!.ToString().ShouldBe("did hello");
    }

    [Fact]
    public async Task Every_kind_of_part_arrives_and_comes_back()
    {
        await using var host = await AgentHost.StartAsync(card: Cards.Plain with { DefaultInputModes = ["text/plain", "image/*"] });
        IReadOnlyList<Part> parts = [];
        host.Script.Execute = (request, task, cancel) =>
        {
            parts = request.Message.Parts;
            return task.CompleteAsync(cancel: cancel);
        };
        const string Content =
            """[{"file":{"fileWithUri":"https://files.example/a","mimeType":"image/png"}},{"file":{"fileWithBytes":"AQID"}},{"data":{"data":{"a":1}}}]""";

        var sent = await host.RestAsync("POST", "/v1/message:send", Hello.Replace("""[{"text":"hello"}]""", Content));

        (parts[0].Url, parts[0].MediaType).ShouldBe(("https://files.example/a", "image/png"));
        parts[1].Raw!.Value.ToArray().ShouldBe([1, 2, 3]);
        parts[2].Data!.Value.GetProperty("a").GetInt32().ShouldBe(1);
        sent["task"]!["history"]![0]!["content"]!.ToJsonString().ShouldBe(Content);
    }

    [Fact]
    public async Task A_stream_brings_bare_events_the_last_of_them_final()
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.AskAsync("POST", "/v1/message:stream", Hello);
        var events = await JsonRpcHappyPathTests.ReadEventsAsync(response);

        events.Select(e => e.AsObject().Single().Key).ShouldBe(["task", "statusUpdate"]);
        ((bool)events[^1]["statusUpdate"]!["final"]!).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"id":"c1","url":"https://hooks.example/a","authentication":{"schemes":["Bearer"],"credentials":"secret"}}""")]
    [InlineData("""{"name":"x","pushNotificationConfig":{"id":"c1","url":"https://hooks.example/a","authentication":{"schemes":["Bearer"],"credentials":"secret"}}}""")]
    [InlineData("""{"configId":"c1","config":{"push_notification_config":{"url":"https://hooks.example/a","authentication":{"schemes":["Bearer"],"credentials":"secret"}}}}""")]
    public async Task A_config_goes_through_its_four_operations(string body)
    {
        await using var host = await AgentHost.StartAsync();
        var task = (await host.RestAsync("POST", "/v1/message:send", Hello))["task"]!["id"]!.ToString();
        var configs = $"/v1/tasks/{task}/pushNotificationConfigs";

        var created = await host.RestAsync("POST", configs, body);
        var read = await host.RestAsync("GET", $"{configs}/c1");
        var listed = await host.RestAsync("GET", configs);
        var stored = await V03MethodTests.StoredAsync(host, task);
        await host.RestAsync("DELETE", $"{configs}/c1");

        created["name"]!.ToString().ShouldBe($"tasks/{task}/pushNotificationConfigs/c1");
        created["pushNotificationConfig"]!.ToJsonString().ShouldBe("""{"id":"c1","url":"https://hooks.example/a","authentication":{"schemes":["Bearer"]}}""");
        read.ToJsonString().ShouldBe(created.ToJsonString());
        listed["configs"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(created.ToJsonString());
        stored.Format.ShouldBe(WireFormat.V03);
        (await host.RestAsync("GET", configs))["configs"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?configId=c1", """{"pushNotificationConfig":{"url":"https://hooks.example/a"}}""", "c1")]
    [InlineData("?config_id=c1", """{"url":"https://hooks.example/a"}""", "c1")]
    [InlineData("?configId=", """{"pushNotificationConfig":{"url":"https://hooks.example/a"}}""", "default")]
    [InlineData("", """{"name":"tasks/any/pushNotificationConfigs/c1","pushNotificationConfig":{"url":"https://hooks.example/a"}}""", "c1")]
    [InlineData("", """{"name":"tasks/any/pushNotificationConfigs/","pushNotificationConfig":{"url":"https://hooks.example/a"}}""", "default")]
    [InlineData("?configId=c2", """{"config":{"pushNotificationConfig":{"id":"c1","url":"https://hooks.example/a"}}}""", "c1")]
    public async Task The_id_of_a_config_is_its_own_else_that_of_its_name_or_of_the_query(string query, string body, string id)
    {
        await using var host = await AgentHost.StartAsync();
        var task = (await host.RestAsync("POST", "/v1/message:send", Hello))["task"]!["id"]!.ToString();

        var created = await host.RestAsync("POST", $"/v1/tasks/{task}/pushNotificationConfigs{query}", body);

        created["pushNotificationConfig"]!["id"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task An_inline_config_is_set_without_waiting()
    {
        await using var host = await AgentHost.StartAsync();
        const string Configuration =
            """,\"configuration\":{\"blocking\":false,\"pushNotification\":{\"url\":\"https://hooks.example/a\",\"authentication\":{\"schemes\":[\"Bearer\"],\"credentials\":\"s\"}}}}""";

        var sent = await host.RestAsync("POST", "/v1/message:send", Hello[..^1] + Configuration.Replace("\\", ""));

        (await V03MethodTests.StoredAsync(host, sent["task"]!["id"]!.ToString())).ConfigId.ShouldBe("default");
    }

    [Theory]
    [InlineData("""{"blocking":true}""", "TASK_STATE_COMPLETED")]
    [InlineData("""{"blocking":false}""", "TASK_STATE_WORKING")]
    [InlineData("""{"acceptedOutputModes":["text/plain"]}""", "TASK_STATE_WORKING")]
    [InlineData("null", "TASK_STATE_COMPLETED")]
    public async Task A_configuration_that_does_not_say_blocking_does_not_wait(string configuration, string state)
    {
        await using var host = await AgentHost.StartAsync();
        var isAnswered = new TaskCompletionSource();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("at it", cancel);
            await (state == "TASK_STATE_WORKING" ? isAnswered.Task : Task.CompletedTask);
            await task.CompleteAsync(cancel: cancel);
        };

        var sent = await host.RestAsync("POST", "/v1/message:send", $$"""{{Hello[..^1]}},"configuration":{{configuration}}}""");

        isAnswered.SetResult();
        sent["task"]!["status"]!["state"]!.ToString().ShouldBe(state);
    }

    [Theory]
    [InlineData("GET", "/v1/tasks/no", null, 404, -32001)]
    [InlineData("GET", "/v1/tasks", null, 404, -32601)]
    [InlineData("POST", "/v1/card", null, 405, -32601)]
    [InlineData("GET", "/v1/card", null, 400, -32004)]
    [InlineData("POST", "/v1/message:send", "{", 400, -32700)]
    [InlineData("POST", "/v1/message:send", "{}", 400, -32602)]
    [InlineData("POST", "/v1/message:send", "[]", 400, -32602)]
    [InlineData("POST", "/v1/message:send", """{"message":{"messageId":"m","role":"ROLE_USER","content":5}}""", 400, -32602)]
    [InlineData("POST", "/v1/tasks/t/pushNotificationConfigs", """{"config":5}""", 400, -32602)]
    public async Task An_error_is_the_bare_object_of_0_3(string method, string path, string? body, int status, int code)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.AskAsync(method, path, body);

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((int)response.StatusCode).ShouldBe(status, error.ToJsonString());
        ((int)error["code"]!).ShouldBe(code);
        error["message"]!.ToString().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","content":[{"text":5}]}}""", "message.content[0].text")]
    [InlineData("""{"message":{"messageId":"m","role":"user","parts":[{"kind":"text","text":5}]}}""", "message.parts[0].text")]
    [InlineData(
        """{"message":{"messageId":"m","role":"ROLE_USER","content":[{"text":"x"}]},"configuration":{"pushNotification":{"url":"nonsense"}}}""",
        "configuration.pushNotification.url")]
    [InlineData(
        """{"message":{"messageId":"m","role":"ROLE_USER","content":[{"text":"x"}]},"configuration":{"blocking":"yes"}}""", "configuration.blocking")]
    public async Task A_fault_is_named_as_it_was_sent(string body, string field)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.AskAsync("POST", "/v1/message:send", body);

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        error["message"]!.ToString().ShouldStartWith(field);
        error["data"]![1]!["fieldViolations"]![0]!["field"]!.ToString().ShouldBe(field);
    }

    [Fact]
    public async Task Callers_who_are_not_let_in_are_told_so_in_that_form()
    {
        await using var host = await AgentHost.StartAsync(add: agent => agent.AddApiKeys(keys => keys.Add("ann", "the key of ann")));

        using var response = await host.AskAsync("GET", "/v1/tasks/t");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!.ToString().ShouldBe("-32600");
    }

    [Fact]
    public async Task The_card_of_0_3_names_both_transports()
    {
        await using var host = await AgentHost.StartAsync(path: "/a2a");

        var card = JsonNode.Parse(await host.Client.GetStringAsync(WellKnownPaths.OldAgentCard))!;

        card["preferredTransport"]!.ToString().ShouldBe("JSONRPC");
        card["additionalInterfaces"]!.AsArray().Select(face => $"{face!["transport"]} {face["url"]}")
            .ShouldBe(["JSONRPC http://localhost/a2a", "HTTP+JSON http://localhost/a2a"]);
    }
}
