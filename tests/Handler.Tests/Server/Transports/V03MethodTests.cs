using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server.Transports;

/// <summary>What a client of 0.3 calls, by raw JSON.</summary>
public sealed class V03MethodTests
{
    private const string Hello = """{"message":{"kind":"message","messageId":"m1","role":"user","parts":[{"kind":"text","text":"hello"}]}}""";

    [Fact]
    public async Task A_message_blocks_until_the_task_has_ended()
    {
        await using var host = await AgentHost.StartAsync();

        var task = await host.ResultAsync("message/send", Hello);

        task["kind"]!.ToString().ShouldBe("task");
        task["status"]!["state"]!.ToString().ShouldBe("completed");
        task["status"]!["message"]!["kind"]!.ToString().ShouldBe("message");
        task["status"]!["message"]!["role"]!.ToString().ShouldBe("agent");
        task["status"]!["message"]!["parts"]![0]!.ToJsonString().ShouldBe("""{"kind":"text","text":"did hello"}""");
        task["history"]![0]!["messageId"]!.ToString().ShouldBe("m1");
    }

    [Fact]
    public async Task A_message_that_does_not_block_is_answered_while_the_agent_works()
    {
        await using var host = await AgentHost.StartAsync();
        var go = new TaskCompletionSource();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await go.Task;
            await task.CompleteAsync("done", cancel);
        };

        var task = await host.ResultAsync("message/send", Hello[..^1] + ""","configuration":{"blocking":false}}""");
        var canceled = await host.ResultAsync("tasks/cancel", $$"""{"id":"{{task["id"]}}"}""");
        go.SetResult();

        task["status"]!["state"]!.ToString().ShouldBe("working");
        canceled["status"]!["state"]!.ToString().ShouldBe("canceled");
    }

    [Fact]
    public async Task A_message_of_the_agent_is_answered_as_such()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (_, task, cancel) => await task.ReplyAsync("just this", cancel);

        var message = await host.ResultAsync("message/send", Hello);

        message["kind"]!.ToString().ShouldBe("message");
        message["parts"]![0]!["text"]!.ToString().ShouldBe("just this");
    }

    [Fact]
    public async Task A_stream_tells_its_kinds_and_ends_with_the_final_one()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await task.AppendAsync("report", "a", cancel);
            await task.CompleteAsync("done", cancel);
        };

        using var response = await host.OpenAsync("message/stream", Hello);
        var events = await JsonRpcHappyPathTests.ReadEventsAsync(response);

        events.ShouldAllBe(e => (string?)e["jsonrpc"] == "2.0" && (int?)e["id"] == 1);
        events.Select(e => e["result"]!["kind"]!.ToString()).ShouldBe(["task", "status-update", "artifact-update", "status-update"]);
        events.Select(e => (bool?)e["result"]!["final"]).ShouldBe([null, false, null, true]);
        events[1]["result"]!["status"]!["state"]!.ToString().ShouldBe("working");
    }

    [Theory]
    [InlineData("message/stream", """{"message":{"messageId":"m","role":"user","parts":[]}}""", -32602)]
    [InlineData("message/stream", """{"message":{"messageId":"m","taskId":"none","role":"user","parts":[{"text":"x"}]}}""", -32001)]
    [InlineData("tasks/resubscribe", """{"id":"none"}""", -32001)]
    [InlineData("tasks/resubscribe", "{}", -32602)]
    public async Task A_stream_that_is_refused_is_a_stream_of_one_error(string method, string parameters, int code)
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.OpenAsync(method, parameters, version: "0.3");
        var events = await JsonRpcHappyPathTests.ReadEventsAsync(response);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        ((int)events.ShouldHaveSingleItem()["error"]!["code"]!).ShouldBe(code);
        ((int)events[0]["id"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Resubscribing_to_an_ended_task_is_told_so_in_the_stream()
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.ResultAsync("message/send", Hello))["id"]!.ToString();

        using var response = await host.OpenAsync("tasks/resubscribe", $$"""{"id":"{{id}}"}""");
        var events = await JsonRpcHappyPathTests.ReadEventsAsync(response);

        ((int)events.ShouldHaveSingleItem()["error"]!["code"]!).ShouldBe(-32004);
    }

    [Fact]
    public async Task A_config_goes_through_its_four_operations()
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.ResultAsync("message/send", Hello))["id"]!.ToString();

        var set = await host.ResultAsync("tasks/pushNotificationConfig/set", $$"""
            {"taskId":"{{id}}","pushNotificationConfig":{"url":"https://hooks.example/a","token":"t","authentication":{"schemes":["Bearer","Basic"],"credentials":"secret"} } }
            """);
        var named = await host.ResultAsync("tasks/pushNotificationConfig/get", $$"""{"id":"{{id}}","pushNotificationConfigId":"default"}""");
        var unnamed = await host.ResultAsync("tasks/pushNotificationConfig/get", $$"""{"id":"{{id}}"}""");
        var list = await host.ResultAsync("tasks/pushNotificationConfig/list", $$"""{"id":"{{id}}"}""");
        var deleted = await host.CallAsync("tasks/pushNotificationConfig/delete", $$"""{"id":"{{id}}","pushNotificationConfigId":"default"}""");
        var again = await host.CallAsync("tasks/pushNotificationConfig/delete", $$"""{"id":"{{id}}","pushNotificationConfigId":"default"}""");
        var after = await host.ResultAsync("tasks/pushNotificationConfig/list", $$"""{"id":"{{id}}"}""");

        set.ToJsonString().ShouldBe($$$$"""
            {"taskId":"{{{{id}}}}","pushNotificationConfig":{"id":"default","url":"https://hooks.example/a","token":"t","authentication":{"schemes":["Bearer"]}}}
            """);
        named.ToJsonString().ShouldBe(set.ToJsonString());
        unnamed.ToJsonString().ShouldBe(set.ToJsonString());
        list.ToJsonString().ShouldBe($"[{set.ToJsonString()}]");
        deleted.ToJsonString().ShouldBe("""{"jsonrpc":"2.0","id":1,"result":null}""");
        again.ToJsonString().ShouldBe(deleted.ToJsonString());
        after.ToJsonString().ShouldBe("[]");
    }

    [Fact]
    public async Task Without_an_id_get_finds_default_then_the_only_one_then_lists_the_ids()
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.ResultAsync("message/send", Hello))["id"]!.ToString();

        var none = await host.ErrorAsync("tasks/pushNotificationConfig/get", $$"""{"id":"{{id}}"}""");
        await SetAsync(host, id, "b");
        var only = await host.ResultAsync("tasks/pushNotificationConfig/get", $$"""{"id":"{{id}}"}""");
        await SetAsync(host, id, "a");
        var several = await host.ErrorAsync("tasks/pushNotificationConfig/get", $$"""{"id":"{{id}}"}""");
        await SetAsync(host, id, "default");
        var found = await host.ResultAsync("tasks/pushNotificationConfig/get", $$"""{"id":"{{id}}"}""");

        none.Code.ShouldBe(-32001);
        only["pushNotificationConfig"]!["id"]!.ToString().ShouldBe("b");
        several.ShouldBe((-32602, $"pushNotificationConfigId: is not given, and task '{id}' has several push notification configs: b, a. Name one."));
        found["pushNotificationConfig"]!["id"]!.ToString().ShouldBe("default");
    }

    [Fact]
    public async Task A_config_of_another_dialect_is_one_of_several()
    {
        await using var host = await AgentHost.StartAsync();
        var id = (await host.ResultAsync("message/send", Hello))["id"]!.ToString();
        await SetAsync(host, id, "b");
        await host.ResultAsync("CreateTaskPushNotificationConfig", $$"""{"taskId":"{{id}}","id":"a","url":"https://hooks.example/"}""");

        var several = await host.ErrorAsync("tasks/pushNotificationConfig/get", $$"""{"id":"{{id}}"}""");

        several.Code.ShouldBe(-32602);
        several.Message.ShouldEndWith("has several push notification configs: b, a. Name one.");
    }

    [Theory]
    [InlineData("set", "{}", -32602, "taskId is required")]
    [InlineData("set", """{"taskId":"none"}""", -32602, "pushNotificationConfig is required")]
    [InlineData("set", """{"taskId":"none","pushNotificationConfig":{}}""", -32602, "pushNotificationConfig.url")]
    [InlineData("set", """{"taskId":"","pushNotificationConfig":{"url":"https://hooks.example/"}}""", -32602, "taskId: is empty")]
    [InlineData("set", """{"taskId":"none","pushNotificationConfig":{"url":"https://127.0.0.1/"}}""", -32602, "pushNotificationConfig.url: ")]
    [InlineData("set", """{"taskId":"none","pushNotificationConfig":{"url":"https://hooks.example/","authentication":{"schemes":["no scheme"]}}}""", -32602, "pushNotificationConfig.authentication.schemes[0]: ")]
    [InlineData("set", """{"taskId":"none","pushNotificationConfig":{"url":"https://hooks.example/"}}""", -32001, "Task 'none' was not found")]
    [InlineData("get", "{}", -32602, "id is required")]
    [InlineData("get", """{"id":""}""", -32602, "id: is empty")]
    [InlineData("get", """{"id":"none"}""", -32001, "Task 'none' with a push notification config 'default'")]
    [InlineData("list", """{"id":"none"}""", -32001, "Task 'none' was not found")]
    [InlineData("delete", """{"id":"none"}""", -32602, "pushNotificationConfigId is required")]
    [InlineData("delete", """{"id":"x","pushNotificationConfigId":""}""", -32602, "pushNotificationConfigId: is empty")]
    [InlineData("delete", """{"id":"none","pushNotificationConfigId":"default"}""", -32001, "Task 'none' was not found")]
    public async Task A_bad_call_is_refused_in_the_names_of_0_3(string operation, string parameters, int code, string message)
    {
        await using var host = await AgentHost.StartAsync();

        var (found, told) = await host.ErrorAsync($"tasks/pushNotificationConfig/{operation}", parameters);

        told.ShouldStartWith(message);
        found.ShouldBe(code);
    }

    [Theory]
    [InlineData("tasks/pushNotificationConfig/set")]
    [InlineData("tasks/pushNotificationConfig/get")]
    [InlineData("tasks/pushNotificationConfig/list")]
    [InlineData("tasks/pushNotificationConfig/delete")]
    public async Task An_agent_that_does_not_push_says_so_before_all_else(string method)
    {
        await using var host = await AgentHost.StartAsync(push: false);

        (await host.ErrorAsync(method, """{"nonsense":true}""")).Code.ShouldBe(-32003);
    }

    [Fact]
    public async Task A_config_that_comes_with_a_message_is_of_0_3_and_its_faults_are_told_at_their_place()
    {
        await using var host = await AgentHost.StartAsync();

        var id = (await host.ResultAsync(
            "message/send", Hello[..^1] + ""","configuration":{"pushNotificationConfig":{"url":"https://hooks.example/"}}}"""))["id"]!.ToString();
        var (code, message) = await host.ErrorAsync(
            "message/send", Hello[..^1] + ""","configuration":{"pushNotificationConfig":{"url":"ftp://hooks.example/"}}}""");

        var config = await StoredAsync(host, id);
        (config.ConfigId, config.Format, config.Lane.Mask)
            .ShouldBe(("default", WireFormat.V03, EventKinds.Status | EventKinds.Message | EventKinds.CommitEnd | EventKinds.Snapshot));
        code.ShouldBe(-32602);
        message.ShouldStartWith("configuration.pushNotificationConfig.url: ");
    }

    [Fact]
    public async Task The_extended_card_is_told_in_its_form()
    {
        await using var with = await AgentHost.StartAsync(configure: options => options.ExtendedCard = Cards.Plain with { Name = "Extended" });
        await using var without = await AgentHost.StartAsync();

        var card = await with.ResultAsync("agent/getAuthenticatedExtendedCard", "{}");

        card["name"]!.ToString().ShouldBe("Extended");
        card["protocolVersion"]!.ToString().ShouldStartWith("0.3");
        card["supportedInterfaces"].ShouldBeNull();
        (await without.ErrorAsync("agent/getAuthenticatedExtendedCard", "{}")).Code.ShouldBe(-32004);
    }

    internal static async Task<StoredPushConfig> StoredAsync(AgentHost host, string task) =>
        (await host.Services.GetRequiredService<IAgentStore>().ListAsync(new TaskKey(OwnerScope.Anonymous, task), CancellationToken.None))
        .ShouldNotBeNull().ShouldHaveSingleItem();

    private static Task<JsonNode> SetAsync(AgentHost host, string task, string config) => host.ResultAsync(
        "tasks/pushNotificationConfig/set", $$$"""{"taskId":"{{{task}}}","pushNotificationConfig":{"id":"{{{config}}}","url":"https://hooks.example/"}}""");
}
