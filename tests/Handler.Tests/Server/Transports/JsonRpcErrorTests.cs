using System.Net;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Microsoft.AspNetCore.Builder;

namespace Handler.Tests.Server.Transports;

public sealed class JsonRpcErrorTests
{
    private const string Send = """{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]}}}""";

    [Theory]
    [InlineData("{", -32700)]
    [InlineData("", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"GetTask"}""", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"x"}}]""", -32600)]
    [InlineData("""{"id":1,"method":"GetTask"}""", -32600)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"GetTask"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"GetTask"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":[1]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":[]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":5}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"getTask","params":{}}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"message/say","params":{}}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask"}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":7}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"x","historyLength":"y"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m","role":"ROLE_USER","parts":[]}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m","role":"ROLE_USER","parts":[{}]}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"CreateTaskPushNotificationConfig","params":{"taskId":"t"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"CreateTaskPushNotificationConfig","params":{"taskId":"t","url":5}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"CreateTaskPushNotificationConfig","params":{"taskId":"t","url":"https://hooks.example/","authentication":{}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"DeleteTaskPushNotificationConfig","params":{"taskId":"t"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"no"}}""", -32001)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"GetExtendedAgentCard"}""", -32004)]
    public async Task What_is_wrong_is_an_error_with_status_200(string body, int code)
    {
        await using var host = await AgentHost.StartAsync();

        var response = await host.PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((int)answer["error"]!["code"]!).ShouldBe(code, answer.ToJsonString());
        answer["result"].ShouldBeNull();
        answer["error"]!["data"]!.AsArray()[0]!["@type"]!.ToString().ShouldBe("type.googleapis.com/google.rpc.ErrorInfo");
    }

    [Fact]
    public async Task Wrong_params_name_the_field()
    {
        await using var host = await AgentHost.StartAsync();

        var (_, message) = await host.ErrorAsync("SendMessage", """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"},{"text":5}]}}""");

        message.ShouldContain("message.parts[1].text");
    }

    [Theory]
    [InlineData("GetTask", "{}", "id")]
    [InlineData("GetTask", """{"id":7}""", "id")]
    [InlineData("SendMessage", """{"message":{"role":"ROLE_USER","parts":[{"text":"x"}]}}""", "message.messageId")]
    [InlineData("CreateTaskPushNotificationConfig", """{"taskId":"t"}""", "url")]
    public async Task A_missing_or_wrong_field_is_a_violation_with_its_name(string method, string parameters, string field)
    {
        await using var host = await AgentHost.StartAsync();

        var response = await host.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");

        var details = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["data"]!.AsArray();
        var violations = details.Single(detail => detail!["@type"]!.ToString().EndsWith("BadRequest", StringComparison.Ordinal))!["fieldViolations"]!;
        violations.AsArray().ShouldHaveSingleItem()!["field"]!.ToString().ShouldBe(field);
    }

    [Fact]
    public async Task Params_by_position_are_refused_in_plain_words()
    {
        await using var host = await AgentHost.StartAsync();

        var (code, message) = await host.ErrorAsync("GetTask", "[\"t\"]");

        (code, message).ShouldBe((-32602, "params is a list, and this agent takes no params by position. Send an object with the fields by name."));
    }

    [Fact]
    public async Task An_unknown_method_is_answered_with_those_that_there_are()
    {
        await using var host = await AgentHost.StartAsync();

        var (code, message) = await host.ErrorAsync("sendMessage", "{}");

        (code, message).ShouldBe((-32601, "There is no method 'sendMessage'. Names are case-sensitive; this agent has "
            + "SendMessage, SendStreamingMessage, GetTask, ListTasks, CancelTask, SubscribeToTask, CreateTaskPushNotificationConfig, "
            + "GetTaskPushNotificationConfig, ListTaskPushNotificationConfigs, DeleteTaskPushNotificationConfig, GetExtendedAgentCard."));
    }

    [Theory]
    [InlineData("CreateTaskPushNotificationConfig")]
    [InlineData("GetTaskPushNotificationConfig")]
    [InlineData("ListTaskPushNotificationConfigs")]
    [InlineData("DeleteTaskPushNotificationConfig")]
    public async Task An_agent_that_does_not_push_says_so_before_it_looks_at_the_params(string method)
    {
        await using var host = await AgentHost.StartAsync(push: false);

        (await host.ErrorAsync(method, """{"taskId":5}""")).Code.ShouldBe(-32003);
    }

    [Fact]
    public async Task A_fault_of_an_inline_config_is_named_by_its_place_in_the_message()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = await host.SendAsync();
        const string Config = """ "configuration":{"taskPushNotificationConfig":{"url":"nonsense"}} """;

        var (_, first) = await host.ErrorAsync("SendMessage", $$$"""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]},{{{Config}}}}""");
        var (_, next) = await host.ErrorAsync(
            "SendMessage", $$$"""{"message":{"messageId":"m","taskId":"{{{id}}}","role":"ROLE_USER","parts":[{"text":"x"}]},{{{Config}}}}""");

        first.ShouldStartWith("configuration.taskPushNotificationConfig.url: The webhook's URL");
        next.ShouldBe(first);
    }

    [Fact]
    public async Task What_is_not_json_rpc_has_a_status_of_its_own_and_an_error_in_the_body()
    {
        await using var host = await AgentHost.StartAsync(configure: options => options.MaxRequestBytes = 2048);

        var form = await host.PostAsync(Send, "application/x-www-form-urlencoded");
        var none = await host.PostAsync(Send, "");
        var large = await host.PostAsync(Send.Replace("\"x\"", $"\"{new string('x', 3000)}\""));

        form.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        none.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await large.Content.ReadAsStringAsync()).ShouldContain("2048 bytes");
        (await large.Content.ReadAsStringAsync()).ShouldContain("-32600");
        (await form.Content.ReadAsStringAsync()).ShouldContain("-32005");
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/a2a+json")]
    public async Task Json_by_any_of_its_names_is_taken(string contentType)
    {
        await using var host = await AgentHost.StartAsync();

        (await host.PostAsync(Send, contentType)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_failure_inside_says_nothing_of_itself()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = await host.SendAsync();
        host.Script.Cancel = (_, _, _) => throw new InvalidDataException("hunter2");

        var (code, message) = await host.ErrorAsync("CancelTask", $$"""{"id":"{{id}}"}""");

        code.ShouldBe(-32603);
        message.ShouldNotContain("hunter2");
        host.Log.Entries.ShouldContain(entry => entry.Exception is InvalidDataException);
    }

    [Fact]
    public async Task A_call_without_an_id_is_carried_out_and_not_answered()
    {
        await using var host = await AgentHost.StartAsync();
        var done = new TaskCompletionSource();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.CompleteAsync(cancel: cancel);
            done.SetResult();
        };

        var response = await host.PostAsync(Send.Replace("\"id\":1,", ""));
        await done.Task;

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SendMessages", "{}", -32601)]
    [InlineData("SendMessage", "{}", -32602)]
    [InlineData("message/send", "{}", -32602)]
    [InlineData("GetTask", "{\"id\":\"none\"}", -32001)]
    public async Task A_call_without_an_id_that_is_refused_is_told_so(string method, string parameters, int code)
    {
        await using var host = await AgentHost.StartAsync();

        var response = await host.PostAsync($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{{parameters}}}""");

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        ((int?)answer["error"]!["code"]).ShouldBe(code);
        answer.ContainsKey("id").ShouldBeTrue();
        answer["id"].ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.0")]
    [InlineData("1.0.1")]
    public async Task A_version_that_is_spoken_is_taken(string version)
    {
        await using var host = await AgentHost.StartAsync();

        var response = await host.PostAsync(Send, headers: ("A2A-Version", version));

        (await response.Content.ReadAsStringAsync()).ShouldContain("\"result\"");
    }

    [Theory]
    [InlineData("0.2")]
    [InlineData("2.0")]
    [InlineData("1.01")]
    public async Task Another_version_is_refused_and_the_supported_one_named(string version)
    {
        await using var host = await AgentHost.StartAsync();

        var response = await host.PostAsync(Send, headers: ("A2A-Version", version));

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        ((int)error["code"]!).ShouldBe(-32009);
        error["message"]!.ToString().ShouldContain("1.0");
    }

    [Fact]
    public async Task A_required_extension_must_be_named()
    {
        var card = Cards.Plain with
        {
            Capabilities = new AgentCapabilities { Extensions = [new AgentExtension { Uri = "https://ext.example/a", Required = true }] },
        };
        await using var host = await AgentHost.StartAsync(card: card);

        var without = await host.PostAsync(Send);
        var with = await host.PostAsync(Send, headers: ("A2A-Extensions", "https://other.example, https://ext.example/a"));

        (await without.Content.ReadAsStringAsync()).ShouldContain("-32008");
        (await with.Content.ReadAsStringAsync()).ShouldContain("\"result\"");
    }

    [Fact]
    public async Task An_error_before_the_first_event_of_a_stream_is_plain_json()
    {
        await using var host = await AgentHost.StartAsync();

        var response = await host.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"SubscribeToTask","params":{"id":"no"}}""");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await response.Content.ReadAsStringAsync()).ShouldContain("-32001");
    }

    [Fact]
    public async Task A_stream_sends_each_event_as_it_comes()
    {
        await using var host = await AgentHost.StartAsync();
        var go = new TaskCompletionSource();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
            await task.CompleteAsync(cancel: cancel);
        };
        var response = await host.PostAsync(Send.Replace("SendMessage", "SendStreamingMessage"));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        (await reader.ReadLineAsync())!.ShouldStartWith("data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\"");
        await reader.ReadLineAsync();
        (await reader.ReadLineAsync())!.ShouldContain("TASK_STATE_WORKING");
        go.SetResult();

        (await reader.ReadToEndAsync()).ShouldContain("TASK_STATE_COMPLETED");
    }

    [Fact]
    public async Task Callers_do_not_see_one_anothers_tasks()
    {
        await using var host = await AgentHost.StartAsync(use: app => app.Use((http, next) =>
        {
            http.User = Users.Named(http.Request.Headers["X-User"].ToString());
            return next();
        }));
        var sent = JsonNode.Parse(await (await host.PostAsync(Send, headers: ("X-User", "ann"))).Content.ReadAsStringAsync())!;
        var get = $$"""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"{{sent["result"]!["task"]!["id"]}}"} }""";

        var ann = await host.PostAsync(get, headers: ("X-User", "ann"));
        var bob = await host.PostAsync(get, headers: ("X-User", "bob"));
        var nobody = await host.PostAsync(get);

        (await ann.Content.ReadAsStringAsync()).ShouldContain("\"result\"");
        (await bob.Content.ReadAsStringAsync()).ShouldContain("-32001");
        (await nobody.Content.ReadAsStringAsync()).ShouldContain("-32001");
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_and_not_relayed()
    {
        await using var host = await AgentHost.StartAsync();

        var result = await host.ResultAsync(
            "SendMessage", """{"surprise":1,"message":{"message_id":"m","role":"ROLE_USER","surprise":2,"parts":[{"text":"x","surprise":3}]}}""");

        result.ToJsonString().ShouldNotContain("surprise");
        ((string?)result["task"]!["history"]![0]!["messageId"]).ShouldBe("m");
    }
}
