using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Transports;

/// <summary>What a client of the legacy dialect calls, by raw JSON.</summary>
public sealed class LegacyMethodTests
{
    private const string Hello = """{"message":{"role":"user","parts":[{"text":"hello"}]}}""";

    [Fact]
    public async Task Sending_answers_at_once_and_the_work_goes_on_behind_the_answer()
    {
        await using var host = await AgentHost.StartAsync();
        var go = new TaskCompletionSource();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await go.Task;
            await task.CompleteAsync("done", cancel);
        };

        var task = await host.ResultAsync("tasks/send", Hello);
        var working = await host.ResultAsync("tasks/get", $$"""{"id":"{{task["id"]}}"}""");
        go.SetResult();
        var ended = await EndedAsync(host, task["id"]!.ToString());

        task["status"]!["state"]!.ToString().ShouldBe("submitted");
        task["artifacts"]!.ToJsonString().ShouldBe("[]");
        working["status"]!["state"]!.ToString().ShouldBe("submitted");
        ended["status"]!["state"]!.ToString().ShouldBe("completed");
        ended["status"]!["message"]!["parts"]![0]!["text"]!.ToString().ShouldBe("done");
    }

    [Theory]
    [InlineData("tasks/pushNotification/get", "{}")]
    [InlineData("tasks/pushNotification/get", """{"id":""}""")]
    [InlineData("tasks/pushNotification/delete", "{}")]
    [InlineData("tasks/pushNotification/delete", """{"id":""}""")]
    public async Task A_task_that_is_not_named_is_missed_under_the_name_that_it_has_there(string method, string parameters)
    {
        await using var host = await AgentHost.StartAsync();

        var error = await host.ErrorAsync(method, parameters);

        error.Code.ShouldBe(-32602);
        error.Message.ShouldBe("id: is required; it names the task.");
    }

    [Fact]
    public async Task The_id_of_an_interrupted_task_resumes_it()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (request, task, cancel) =>
            await (request.Text == "hello" ? task.RequireInputAsync("which?", cancel) : task.CompleteAsync($"did {request.Text}", cancel));
        var id = (await host.ResultAsync("tasks/send", Hello))["id"]!.ToString();
        await StateAsync(host, id, "input_required");

        var resumed = await host.ResultAsync("tasks/send", $$"""{"id":"{{id}}","message":{"role":"user","parts":[{"text":"that"}]} }""");
        var ended = await EndedAsync(host, id);

        resumed["id"]!.ToString().ShouldBe(id);
        ended["status"]!["message"]!["parts"]![0]!["text"]!.ToString().ShouldBe("did that");
        (await host.ErrorAsync("tasks/send", $$"""{"id":"{{id}}","message":{"role":"user","parts":[{"text":"more"}]} }""")).Code.ShouldBe(-32004);
        (await host.ErrorAsync("tasks/send", """{"id":"none","message":{"role":"user","parts":[{"text":"x"}]}}""")).Code.ShouldBe(-32001);
    }

    [Fact]
    public async Task A_message_that_is_sent_again_is_answered_though_its_task_waits_for_nobody_by_then()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (request, task, cancel) =>
            await (request.Text == "hello" ? task.RequireInputAsync("which?", cancel) : task.CompleteAsync($"did {request.Text}", cancel));
        var id = (await host.ResultAsync("tasks/send", Hello))["id"]!.ToString();
        await StateAsync(host, id, "input_required");
        var answer = $$"""{"id":"{{id}}","message":{"messageId":"a1","role":"user","parts":[{"text":"that"}]} }""";
        await host.ResultAsync("tasks/send", answer);
        await EndedAsync(host, id);

        var again = await host.ResultAsync("tasks/send", answer);

        again["id"]!.ToString().ShouldBe(id);
        again["status"]!["state"]!.ToString().ShouldBe("completed");
        (await host.ErrorAsync("tasks/send", answer.Replace("that", "this", StringComparison.Ordinal))).Code.ShouldBe(-32004);
    }

    [Fact]
    public async Task A_stream_tells_flat_events_without_an_id()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await task.AppendAsync("report", "a", cancel);
            await task.CompleteAsync("done", cancel);
        };

        using var response = await host.OpenAsync("tasks/sendSubscribe", Hello);
        var events = await JsonRpcHappyPathTests.ReadEventsAsync(response);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        events.ShouldAllBe(e => (string?)e["jsonrpc"] == "2.0" && !e.AsObject().ContainsKey("id"));
        events.Select(e => e["result"]!["type"]?.ToString()).ShouldBe([null, "TaskStatusUpdateEvent", "TaskArtifactUpdateEvent", "TaskStatusUpdateEvent"]);
        events[0]["result"]!["status"]!["state"]!.ToString().ShouldBe("submitted");
        events[1]["result"]!["status"]!["state"]!.ToString().ShouldBe("working");
        ((bool)events[3]["result"]!["final"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Tasks_are_listed_and_canceled_as_an_array_and_a_task()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var go = new TaskCompletionSource();
        host.Script.Execute = (_, _, cancel) => go.Task.WaitAsync(cancel);
        var mine = (await CallAsync(host, "ann", "tasks/send", Hello))["result"]!["id"]!.ToString();
        await CallAsync(host, "bob", "tasks/send", Hello);

        var list = (await CallAsync(host, "ann", "tasks/list", "{}"))["result"]!.AsArray();
        var canceled = await CallAsync(host, "ann", "tasks/cancel", $$"""{"taskId":"{{mine}}"}""");
        var again = await CallAsync(host, "ann", "tasks/cancel", $$"""{"id":"{{mine}}"}""");

        list.Select(task => task!["id"]!.ToString()).ShouldBe([mine]);
        canceled["result"]!["status"]!["state"]!.ToString().ShouldBe("canceled");
        ((int)again["error"]!["code"]!).ShouldBe(-32002);
        go.SetResult();
    }

    [Theory]
    [InlineData("config")]
    [InlineData("pushNotificationConfig")]
    public async Task A_config_goes_through_its_four_operations(string member)
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.ResultAsync("tasks/send", Hello))["id"]!.ToString();

        var set = await host.ResultAsync("tasks/pushNotification/set", $$"""{"id":"{{id}}","{{member}}":{"webhookUrl":"https://hooks.example/webhook"} }""");
        var get = await host.ResultAsync("tasks/pushNotification/get", $$"""{"id":"{{id}}"}""");
        var list = await host.ResultAsync("tasks/pushNotification/list", "{}");
        var deleted = await host.CallAsync("tasks/pushNotification/delete", $$"""{"id":"{{id}}"}""");
        var again = await host.CallAsync("tasks/pushNotification/delete", $$"""{"id":"{{id}}"}""");
        var after = await host.CallAsync("tasks/pushNotification/get", $$"""{"id":"{{id}}"}""");
        var remaining = await host.ResultAsync("tasks/pushNotification/list", "{}");

        set["id"]!.ToString().ShouldBe(id);
        set["pushNotificationConfig"]!.ToJsonString().ShouldBe(
            $$"""{"id":"default","taskId":"{{id}}","webhookUrl":"https://hooks.example/webhook","eventTypes":[]}""");
        get.ToJsonString().ShouldBe(set.ToJsonString());
        list.ToJsonString().ShouldBe($"[{set.ToJsonString()}]");
        deleted.ToJsonString().ShouldBe("""{"jsonrpc":"2.0","id":1,"result":null}""");
        again.ToJsonString().ShouldBe(deleted.ToJsonString());
        after.ToJsonString().ShouldBe(deleted.ToJsonString());
        remaining.ToJsonString().ShouldBe("[]");
    }

    [Fact]
    public async Task A_config_keeps_its_authentication_and_its_event_types()
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.ResultAsync("tasks/send", Hello))["id"]!.ToString();

        var set = await host.ResultAsync("tasks/pushNotification/set", $$"""
            {"id":"{{id}}","config":{"webhookUrl":"https://hooks.example/","authenticationInfo":{"scheme":"apikey","value":"secret","headerName":"X-API-Key"},"eventTypes":["status","message"]} }
            """);
        var get = await host.ResultAsync("tasks/pushNotification/get", $$"""{"id":"{{id}}"}""");

        set["pushNotificationConfig"]!["authenticationInfo"]!.ToJsonString().ShouldBe("""{"scheme":"apikey","headerName":"X-API-Key"}""");
        set["pushNotificationConfig"]!["eventTypes"]!.ToJsonString().ShouldBe("""["status","message"]""");
        get.ToJsonString().ShouldBe(set.ToJsonString());
        var stored = await V03MethodTests.StoredAsync(host, id);
        (stored.ConfigId, stored.Format, stored.Lane.Mask).ShouldBe(("default", WireFormat.Legacy, EventKinds.Status | EventKinds.Message | EventKinds.Snapshot));
    }

    [Theory]
    [InlineData("{}", -32602, "id: ")]
    [InlineData("""{"config":{"webhookUrl":""}}""", -32602, "id: ")]
    [InlineData("""{"id":"","config":{"webhookUrl":"https://hooks.example/"}}""", -32602, "id: ")]
    [InlineData("""{"id":"none"}""", -32602, "pushNotificationConfig: ")]
    [InlineData("""{"config":"https://hooks.example/"}""", -32602, "id: ")]
    [InlineData("""{"id":5,"config":"https://hooks.example/"}""", -32602, "id: must be a string, found a JSON number.")]
    [InlineData("""{"id":null,"config":{}}""", -32602, "id: ")]
    [InlineData("""{"id":"none","config":"https://hooks.example/"}""", -32602, "config: must be an object, found a JSON string.")]
    [InlineData("""{"id":"none","config":[]}""", -32602, "config: must be an object, found a JSON array.")]
    [InlineData("""{"id":"none","config":null}""", -32602, "pushNotificationConfig: ")]
    [InlineData("""{"id":"none","pushNotificationConfig":true,"config":{"webhookUrl":"https://hooks.example/"}}""", -32602, "pushNotificationConfig: must be an object, found a JSON boolean.")]
    [InlineData("""{"id":"none","config":{"webhookUrl":5}}""", -32602, "config.webhookUrl: must be a string")]
    [InlineData("""{"id":"none","config":{"webhookUrl":null}}""", -32602, "config.webhookUrl: ")]
    [InlineData("""{"id":"none","config":{"webhook_url":"https://hooks.example/","authenticationInfo":5}}""", -32001, "Task 'none' was not found")]
    [InlineData("""{"id":"none","config":{"webhookUrl":"https://hooks.example/","eventTypes":"status"}}""", -32001, "Task 'none' was not found")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":"https://hooks.example/","authenticationInfo":5}}""", -32602, "config.authenticationInfo must be an object")]
    [InlineData("""{"id":"none","config":{}}""", -32602, "config.webhookUrl: ")]
    [InlineData("""{"id":"none","config":{"webhookUrl":""}}""", -32602, "config.webhookUrl: ")]
    [InlineData("""{"id":"none","config":{"webhookUrl":"https://127.0.0.1/"}}""", -32001, "Task 'none' was not found")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":"https://127.0.0.1/"}}""", -32602, "pushNotificationConfig.webhookUrl: ")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":"https://hooks.example/","authenticationInfo":{"scheme":"bearer"}}}""", -32602, "pushNotificationConfig.authenticationInfo.value: ")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":"https://hooks.example/","authenticationInfo":{"scheme":"x","value":"v","headerName":"Host"}}}""", -32602, "pushNotificationConfig.authenticationInfo.headerName: 'Host' is a header that the request itself needs")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":"https://hooks.example/","authenticationInfo":{"scheme":"x","value":"v","headerName":"content-type"}}}""", -32602, "pushNotificationConfig.authenticationInfo.headerName: ")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":"https://hooks.example/","authenticationInfo":{"scheme":"x","value":"v","headerName":"no header"}}}""", -32602, "pushNotificationConfig.authenticationInfo.headerName: ")]
    [InlineData("""{"id":"TASK","config":{"webhookUrl":"https://hooks.example/","eventTypes":["statuses"]}}""", -32602, "pushNotificationConfig.eventTypes: has 'statuses'")]
    public async Task A_bad_set_is_refused_in_the_order_of_the_checks(string parameters, int code, string message)
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.ResultAsync("tasks/send", Hello))["id"]!.ToString();

        var (found, told) = await host.ErrorAsync("tasks/pushNotification/set", parameters.Replace("TASK", id));

        told.ShouldStartWith(message);
        found.ShouldBe(code);
    }

    [Fact]
    public async Task A_task_has_one_config_as_far_as_the_dialect_can_tell()
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.ResultAsync("tasks/send", Hello))["id"]!.ToString();
        await host.ResultAsync("CreateTaskPushNotificationConfig", $$"""{"taskId":"{{id}}","id":"a","url":"https://hooks.example/"}""");
        await host.ResultAsync("CreateTaskPushNotificationConfig", $$"""{"taskId":"{{id}}","id":"b","url":"https://hooks.example/"}""");

        var others = await host.ErrorAsync("tasks/pushNotification/get", $$"""{"id":"{{id}}"}""");
        await host.ResultAsync("tasks/pushNotification/set", $$$"""{"id":"{{{id}}}","config":{"id":"mine","webhookUrl":"https://hooks.example/"}}""");
        var mine = await host.ResultAsync("tasks/pushNotification/get", $$"""{"id":"{{id}}"}""");
        await host.CallAsync("tasks/pushNotification/delete", $$"""{"id":"{{id}}"}""");
        var left = await host.ResultAsync("ListTaskPushNotificationConfigs", $$"""{"taskId":"{{id}}"}""");

        others.ShouldBe((-32602, $"pushNotificationConfig.id: is not given, and task '{id}' has several push notification configs: a, b. Name one."));
        mine["pushNotificationConfig"]!["id"]!.ToString().ShouldBe("mine");
        left["configs"]!.AsArray().Select(config => config!["id"]!.ToString()).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("get")]
    [InlineData("list")]
    [InlineData("delete")]
    public async Task An_agent_that_does_not_push_says_so_before_all_else(string operation)
    {
        await using var host = await AgentHost.StartAsync(push: false);

        (await host.ErrorAsync($"tasks/pushNotification/{operation}", "{}")).Code.ShouldBe(-32003);
    }

    [Fact]
    public async Task Only_setting_asks_whether_there_is_a_task()
    {
        await using var host = await AgentHost.StartAsync();

        (await host.CallAsync("tasks/pushNotification/get", """{"id":"none"}""")).ToJsonString().ShouldBe("""{"jsonrpc":"2.0","id":1,"result":null}""");
        (await host.CallAsync("tasks/pushNotification/delete", """{"id":"none"}""")).ToJsonString().ShouldBe("""{"jsonrpc":"2.0","id":1,"result":null}""");
        (await host.ErrorAsync("tasks/pushNotification/get", "{}")).Code.ShouldBe(-32602);
        (await host.ErrorAsync("tasks/pushNotification/delete", "{}")).Code.ShouldBe(-32602);
    }

    [Fact]
    public async Task Configs_are_listed_for_their_owner_alone()
    {
        await using var host = await AgentHost.StartAsync(use: Users.FromHeader);
        var mine = (await CallAsync(host, "ann", "tasks/send", Hello))["result"]!["id"]!.ToString();
        var other = (await CallAsync(host, "bob", "tasks/send", Hello))["result"]!["id"]!.ToString();
        await CallAsync(host, "ann", "tasks/pushNotification/set", SetOf(mine));
        await CallAsync(host, "bob", "tasks/pushNotification/set", SetOf(other));

        var list = (await CallAsync(host, "ann", "tasks/pushNotification/list", "{}"))["result"]!.AsArray();
        var asked = await CallAsync(host, "ann", "tasks/pushNotification/get", $$"""{"id":"{{other}}"}""");

        list.Select(entry => entry!["id"]!.ToString()).ShouldBe([mine]);
        asked["result"].ShouldBeNull();
    }

    private static string SetOf(string task) => $$$"""{"id":"{{{task}}}","config":{"webhookUrl":"https://hooks.example/"}}""";

    private static async Task<JsonNode> CallAsync(AgentHost host, string user, string method, string parameters)
    {
        using var response = await host.PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}} }""", headers: (Users.Header, user));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static Task<JsonNode> EndedAsync(AgentHost host, string id) => StateAsync(host, id, "completed");

    private static async Task<JsonNode> StateAsync(AgentHost host, string id, string state)
    {
        // The stream ends when the agent waits or has ended: nothing is slept over.
        using (var response = await host.OpenAsync("tasks/resubscribe", $$"""{"id":"{{id}}"}"""))
        {
            await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
            {
                if (JsonNode.Parse(item.Data)!["result"]?["status"]?["state"]?.ToString() == state)
                {
                    break;
                }
            }
        }

        var task = await host.ResultAsync("tasks/get", $$"""{"id":"{{id}}"}""");
        task["status"]!["state"]!.ToString().ShouldBe(state);
        return task;
    }
}
