using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Handler.Tests.Server.Transports;

public sealed class JsonRpcHappyPathTests
{
    private const string Message = """{"message":{"messageId":"m1","role":"ROLE_USER","parts":[{"text":"hello"}]}}""";

    [Fact]
    public async Task A_message_is_answered_by_the_task_it_made()
    {
        await using var host = await AgentHost.StartAsync();

        var result = await host.ResultAsync("SendMessage", Message);

        ((string?)result["task"]!["status"]!["state"]).ShouldBe("TASK_STATE_COMPLETED");
        ((string?)result["task"]!["status"]!["message"]!["parts"]![0]!["text"]).ShouldBe("did hello");
        ((string?)result["task"]!["history"]![0]!["messageId"]).ShouldBe("m1");
    }

    [Fact]
    public async Task A_task_is_read_by_its_id()
    {
        await using var host = await AgentHost.StartAsync();
        var id = await host.SendAsync();

        var task = await host.ResultAsync("GetTask", $$"""{"id":"{{id}}"}""");

        ((string?)task["id"]).ShouldBe(id);
        ((string?)task["status"]!["state"]).ShouldBe("TASK_STATE_COMPLETED");
    }

    [Fact]
    public async Task A_stream_is_the_task_then_its_events_each_a_whole_response()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await task.AppendAsync("report", "a", cancel);
            await task.AppendAsync("report", "b", cancel);
            await task.CompleteAsync("done", cancel);
        };

        using var response = await host.PostAsync($$$"""{"jsonrpc":"2.0","id":"s","method":"SendStreamingMessage","params":{{{Message}}} }""");
        var events = await ReadEventsAsync(response);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        events.ShouldAllBe(e => (string?)e["jsonrpc"] == "2.0" && (string?)e["id"] == "s");
        events.Select(e => e["result"]!.AsObject().Single().Key).ShouldBe(["task", "statusUpdate", "artifactUpdate", "statusUpdate"]);
        ((string?)events[0]["result"]!["task"]!["status"]!["state"]).ShouldBe("TASK_STATE_SUBMITTED");
        ((string?)events[2]["result"]!["artifactUpdate"]!["artifact"]!["parts"]![0]!["text"]).ShouldBe("ab");
        ((string?)events[3]["result"]!["statusUpdate"]!["status"]!["state"]).ShouldBe("TASK_STATE_COMPLETED");
    }

    [Fact]
    public async Task A_config_goes_through_its_four_operations()
    {
        await using var host = await AgentHost.StartAsync();
        var id = await host.SendAsync();

        var created = await host.ResultAsync("CreateTaskPushNotificationConfig", $$"""
            {"taskId":"{{id}}","id":"c1","url":"https://hooks.example/a?b=c","token":"t","authentication":{"scheme":"Bearer","credentials":"secret"} }
            """);
        var read = await host.ResultAsync("GetTaskPushNotificationConfig", $$"""{"taskId":"{{id}}","id":"c1"}""");
        var list = await host.ResultAsync("ListTaskPushNotificationConfigs", $$"""{"taskId":"{{id}}"}""");
        var deleted = await host.ResultAsync("DeleteTaskPushNotificationConfig", $$"""{"taskId":"{{id}}","id":"c1"}""");
        var after = await host.ResultAsync("ListTaskPushNotificationConfigs", $$"""{"taskId":"{{id}}"}""");

        created.ToJsonString().ShouldBe(read.ToJsonString());
        read.ToJsonString().ShouldBe($$$"""{"id":"c1","taskId":"{{{id}}}","url":"https://hooks.example/a?b=c","token":"t","authentication":{"scheme":"Bearer"}}""");
        list["configs"]!.AsArray().Count.ShouldBe(1);
        deleted.ToJsonString().ShouldBe("{}");
        (after["configs"]?.AsArray().Count ?? 0).ShouldBe(0);
    }

    internal static async Task<List<JsonNode>> ReadEventsAsync(HttpResponseMessage response)
    {
        var events = new List<JsonNode>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add(JsonNode.Parse(item.Data)!);
        }

        return events;
    }
}
