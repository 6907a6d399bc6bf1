namespace Handler.Tests.Server.Transports.Rest;

public sealed class RestStreamTests
{
    [Fact]
    public async Task A_stream_is_the_task_then_its_events_each_bare()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await task.AppendAsync("report", "a", cancel);
            await task.CompleteAsync("done", cancel);
        };

        using var response = await host.AskAsync("POST", "/message:stream", RestCaller.Hello);
        var events = await JsonRpcHappyPathTests.ReadEventsAsync(response);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        events.Select(e => e.AsObject().Single().Key).ShouldBe(["task", "statusUpdate", "artifactUpdate", "statusUpdate"]);
        events[3]["statusUpdate"]!["status"]!["state"]!.ToString().ShouldBe("TASK_STATE_COMPLETED");
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", null)]
    [InlineData("POST", "{}")]
    public async Task A_task_at_work_is_followed_by_either_method(string method, string? body)
    {
        await using var host = await AgentHost.StartAsync();
        var go = new TaskCompletionSource();
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync(cancel: cancel);
            await go.Task;
            await task.CompleteAsync(cancel: cancel);
        };
        var id = await host.SendAsync(immediately: true);

        using var response = await host.AskAsync(method, $"/tasks/{id}:subscribe", body);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync())!.ShouldStartWith("data: {\"task\":{\"id\"");
        go.SetResult();

        (await reader.ReadToEndAsync()).ShouldContain("TASK_STATE_COMPLETED");
    }

    [Fact]
    public async Task A_message_that_is_the_answer_is_the_only_event()
    {
        await using var host = await AgentHost.StartAsync();
        host.Script.Execute = (_, task, cancel) => task.ReplyAsync("hi", cancel);

        using var response = await host.AskAsync("POST", "/message:stream", RestCaller.Hello);

        var only = (await JsonRpcHappyPathTests.ReadEventsAsync(response)).ShouldHaveSingleItem();
        only["message"]!["parts"]![0]!["text"]!.ToString().ShouldBe("hi");
    }

    [Fact]
    public async Task An_error_before_the_first_event_is_a_plain_answer()
    {
        await using var host = await AgentHost.StartAsync();

        using var response = await host.AskAsync("POST", "/message:stream", "{}", headers: ("Accept", "text/event-stream"));

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await RestCaller.ErrorOfAsync(response)).Told().Code.ShouldBe(400);
    }
}
