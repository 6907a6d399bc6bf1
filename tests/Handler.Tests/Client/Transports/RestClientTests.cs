using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Tests.Client.Transports;

/// <summary>What goes out over REST, and what comes back.</summary>
public sealed class RestClientTests
{
    private const string Task = """{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_WORKING"}}""";
    private const string Config = """{"id":"c1","taskId":"t-1","url":"https://hooks.example/"}""";
    private const string NotFound = """
        {"error":{"code":404,"status":"NOT_FOUND","message":"There is no such task.","details":[
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"TASK_NOT_FOUND","domain":"a2a-protocol.org","metadata":{"taskId":"t-1"}}]}}
        """;

    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task Each_operation_goes_to_its_route()
    {
        using var client = Client();
        _agent.Answer($$"""{"task":{{Task}}}""").Answer(Task).Answer("""{"tasks":[],"nextPageToken":"","pageSize":5,"totalSize":0}""").Answer(Task)
            .Answer(Config).Answer(Config).Answer($$"""{"configs":[{{Config}}]}""").Answer("{}");

        (await client.SendTextAsync("hello")).Task!.Id.ShouldBe("t-1");
        await client.GetTaskAsync("t-1", historyLength: 3);
        await client.ListTasksAsync(new ListTasksRequest
        {
            ContextId = "c 1",
            Status = TaskState.InputRequired,
            PageSize = 5,
            PageToken = "a+b",
            StatusTimestampAfter = new DateTimeOffset(2026, 3, 1, 20, 30, 45, TimeSpan.FromHours(2)),
            IncludeArtifacts = true,
        });
        await client.CancelTaskAsync("t/1:x");
        await client.SetPushConfigAsync("t-1", "https://hooks.example/", token: "secret");
        await client.GetTaskPushNotificationConfigAsync(new GetTaskPushNotificationConfigRequest { TaskId = "t-1", Id = "c/1" });
        await client.ListTaskPushNotificationConfigsAsync(new ListTaskPushNotificationConfigsRequest { TaskId = "t-1", PageSize = 2 });
        await client.DeleteTaskPushNotificationConfigAsync(new DeleteTaskPushNotificationConfigRequest { TaskId = "t-1", Id = "c1" });

        _agent.Requests.Select(request => $"{request.Method} {request.Url.PathAndQuery}").ShouldBe(
        [
            "POST /a2a/message:send",
            "GET /a2a/tasks/t-1?historyLength=3",
            "GET /a2a/tasks?contextId=c%201&status=TASK_STATE_INPUT_REQUIRED&pageSize=5&pageToken=a%2Bb&statusTimestampAfter=2026-03-01T18%3A30%3A45.000Z&includeArtifacts=true",
            "POST /a2a/tasks/t%2F1%3Ax:cancel",
            "POST /a2a/tasks/t-1/pushNotificationConfigs",
            "GET /a2a/tasks/t-1/pushNotificationConfigs/c%2F1",
            "GET /a2a/tasks/t-1/pushNotificationConfigs?pageSize=2",
            "DELETE /a2a/tasks/t-1/pushNotificationConfigs/c1",
        ]);
        _agent.Requests.ShouldAllBe(request => request.Headers.GetValues("A2A-Version").Single() == "1.0");
        _agent.Requests[0].ContentType.ShouldBe("application/json");
        JsonNode.Parse(_agent.Requests[0].Body)!["message"]!["parts"]![0]!["text"]!.ToString().ShouldBe("hello");
        JsonNode.Parse(_agent.Requests[4].Body)!["url"]!.ToString().ShouldBe("https://hooks.example/");
    }

    [Fact]
    public async Task A_tenant_goes_in_front_of_the_path_and_not_in_the_body()
    {
        using var client = Client(tenant: "ac/me");
        _agent.Answer($$"""{"task":{{Task}}}""").Answer(Task);

        await client.SendTextAsync("hello");
        await client.GetTaskAsync("t-1");

        _agent.Requests.Select(request => request.Url.AbsolutePath).ShouldBe(["/a2a/ac%2Fme/message:send", "/a2a/ac%2Fme/tasks/t-1"]);
        _agent.Requests[0].Body.ShouldNotContain("tenant");
    }

    [Theory]
    [InlineData("https://agent.example", "https://agent.example/tasks/t-1?historyLength=1")]
    [InlineData("https://agent.example/a2a/?key=k", "https://agent.example/a2a/tasks/t-1?historyLength=1&key=k")]
    public async Task The_path_is_appended_to_the_address(string url, string expected)
    {
        using var client = new A2AClient(url, Options());
        _agent.Answer(Task);

        await client.GetTaskAsync("t-1", historyLength: 1);

        _agent.Requests[0].Url.AbsoluteUri.ShouldBe(expected);
    }

    [Fact]
    public async Task An_error_of_the_agent_is_told_by_its_reason()
    {
        _agent.Answer(NotFound, HttpStatusCode.NotFound);

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.AgentError);
        fault.ErrorCode.ShouldBe(A2AErrorCode.TaskNotFound);
        fault.Reason.ShouldBe("TASK_NOT_FOUND");
        fault.AgentMessage.ShouldBe("There is no such task.");
        fault.Details[0].Metadata!["taskId"].ShouldBe("t-1");
        fault.Message.ShouldStartWith("GetTask at https://agent.example/a2a: the agent answered TaskNotFoundError (-32001, TASK_NOT_FOUND)");
    }

    [Theory]
    [InlineData("INVALID_ARGUMENT", 400, A2AErrorCode.InvalidParams)]
    [InlineData("INTERNAL", 500, A2AErrorCode.InternalError)]
    [InlineData("UNAVAILABLE", 503, (A2AErrorCode)503)]
    public async Task An_error_without_a_reason_is_told_by_its_status(string status, int code, A2AErrorCode expected)
    {
        _agent.Answer($$$"""{"error":{"code":{{{code}}},"status":"{{{status}}}","message":"No."}}""", (HttpStatusCode)code);

        (await FailAsync()).ErrorCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>", HttpStatusCode.BadGateway, "HTTP 502 BadGateway")]
    [InlineData("{}", HttpStatusCode.NotFound, "HTTP 404 NotFound")]
    [InlineData("{}", HttpStatusCode.OK, "id is required")]
    [InlineData("nonsense", HttpStatusCode.OK, "nonsense")]
    public async Task What_is_no_answer_of_A2A_is_a_ProtocolError(string body, HttpStatusCode status, string said)
    {
        _agent.Answer(body, status);

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldContain(said);
    }

    [Fact]
    public async Task A_stream_brings_bare_events()
    {
        using var client = Client();
        _agent.Stream($$"""data: {"task":{{Task}}}""", "\n\n", """data: {"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_COMPLETED"}}}""", "\n\n");

        var updates = await client.SendStreamingTextAsync("hello").ToListAsync();

        updates.Select(update => update.State).ShouldBe([TaskState.Working, TaskState.Completed]);
        _agent.Requests[0].Url.AbsolutePath.ShouldBe("/a2a/message:stream");
    }

    [Theory]
    [InlineData("event: error\n")]
    [InlineData("")]
    public async Task An_error_in_the_middle_of_a_stream_is_thrown_with_what_came_before(string name)
    {
        using var client = Client();
        _agent.Stream($$"""data: {"task":{{Task}}}""", "\n\n", $"{name}data: {NotFound.ReplaceLineEndings("")}\n\n");

        var fault = await Should.ThrowAsync<A2AClientException>(async () => await client.SubscribeToTaskAsync("t-1").ToListAsync());

        fault.ErrorCode.ShouldBe(A2AErrorCode.TaskNotFound);
        fault.EventsReceived.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task An_agent_that_follows_by_POST_alone_is_asked_so(HttpStatusCode status)
    {
        using var client = Client();
        _agent.Answer("nothing here", status, "text/plain");
        _agent.Stream("""data: {"task":{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_COMPLETED"}}}""", "\n\n");

        (await client.SubscribeToTaskAsync("t-1").ToListAsync()).Count.ShouldBe(1);

        _agent.Requests.Select(request => $"{request.Method} {request.Url.AbsolutePath}")
            .ShouldBe(["GET /a2a/tasks/t-1:subscribe", "POST /a2a/tasks/t-1:subscribe"]);
    }

    [Fact]
    public async Task An_unknown_task_is_not_asked_for_again()
    {
        using var client = Client();
        _agent.Answer(NotFound, HttpStatusCode.NotFound);

        var fault = await Should.ThrowAsync<A2AClientException>(async () => await client.SubscribeToTaskAsync("t-1").ToListAsync());

        fault.ErrorCode.ShouldBe(A2AErrorCode.TaskNotFound);
        _agent.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, "JSONRPC", "HTTP+JSON", "JSONRPC")]
    [InlineData(null, "HTTP+JSON", "JSONRPC", "HTTP+JSON")]
    [InlineData(null, "GRPC", "http+json", "HTTP+JSON")]
    [InlineData("HTTP+JSON", "JSONRPC", "HTTP+JSON", "HTTP+JSON")]
    [InlineData("http+json", "JSONRPC", "HTTP+JSON", "HTTP+JSON")]
    [InlineData("JSONRPC", "HTTP+JSON", "JSONRPC", "JSONRPC")]
    public void The_binding_is_the_first_that_is_spoken_or_the_one_asked_for(string? asked, string first, string second, string expected)
    {
        var card = CardOf(Cards.Interface("https://one.example/a", first), Cards.Interface("https://one.example/b", second));

        using var client = A2AClient.FromCard(card, options: new A2AClientOptions { Binding = asked });

        client.Binding.ShouldBe(expected);
        client.Url.AbsolutePath.ShouldBe(string.Equals(first, expected, StringComparison.OrdinalIgnoreCase) ? "/a" : "/b");
    }

    [Fact]
    public void REST_of_0_3_is_called_where_a_card_offers_nothing_newer()
    {
        using var client = A2AClient.FromCard(CardOf(Cards.Interface("https://one.example/a", "HTTP+JSON", version: "0.3")));

        (client.Protocol, client.Binding).ShouldBe((WireFormat.V03, ProtocolBindings.HttpJson));
    }

    [Theory]
    [InlineData("GRPC", null)]
    [InlineData("HTTP+JSON", WireFormat.Legacy)]
    public void A_binding_that_is_not_spoken_is_refused_with_those_that_are(string binding, WireFormat? protocol)
    {
        var fault = Should.Throw<ArgumentException>(() => new A2AClient(ScriptedAgent.Url, new A2AClientOptions { Binding = binding, Protocol = protocol }));

        fault.Message.ShouldContain($"'{binding}'");
        fault.Message.ShouldContain("JSONRPC");
    }

    private static AgentCard CardOf(params string[] interfaces) => A2AJson.Read<AgentCard>(Encoding.UTF8.GetBytes(Cards.Json(string.Join(',', interfaces))));

    private A2AClientOptions Options() => new() { HttpClient = new HttpClient(_agent), NewMessageId = () => "m-1", Retries = 0, Binding = ProtocolBindings.HttpJson };

    private A2AClient Client(string? tenant = null) => new(ScriptedAgent.Url, Options(), tenant);

    private async Task<A2AClientException> FailAsync()
    {
        using var client = Client();
        return await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"));
    }
}
