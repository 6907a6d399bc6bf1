using Handler.Client;
using Handler.Protocol;

namespace Handler.Tests.Client;

/// <summary>The bytes of each operation's request, whole.</summary>
public sealed class OperationRequestTests
{
    private const string Task = """{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_WORKING"}}""";
    private const string Config = """{"id":"default","taskId":"t-1","url":"https://me.example/hook"}""";

    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task SendMessage_is_sent_as_it_was_given()
    {
        _agent.Result($$"""{"task":{{Task}}}""");
        var request = new SendMessageRequest
        {
            Message = new Message { MessageId = "m-7", Role = Role.User, Parts = [Part.FromText("Grüße")] },
            Configuration = new SendMessageConfiguration
            {
                ReturnImmediately = true,
                TaskPushNotificationConfig = new TaskPushNotificationConfig { Url = "https://me.example/hook", Token = "s" },
            },
        };

        var answer = await _agent.Client().SendMessageAsync(request);

        answer.Task!.Id.ShouldBe("t-1");
        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m-7","role":"ROLE_USER","parts":[{"text":"Grüße"}]},"configuration":{"taskPushNotificationConfig":{"url":"https://me.example/hook","token":"s"},"returnImmediately":true}}}""");
    }

    [Fact]
    public async Task SendText_composes_a_message_of_the_user()
    {
        _agent.Result("""{"message":{"messageId":"m-2","role":"ROLE_AGENT","parts":[{"text":"hello"}]}}""");

        var answer = await _agent.Client().SendTextAsync("hi", taskId: "t-1", contextId: "c-1");

        answer.Message!.Text.ShouldBe("hello");
        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m-1","contextId":"c-1","taskId":"t-1","role":"ROLE_USER","parts":[{"text":"hi"}]}}}""");
    }

    [Fact]
    public async Task GetTask_is_asked_by_id_and_history_length()
    {
        _agent.Result(Task);

        var task = await _agent.Client().GetTaskAsync("t-1", historyLength: 0);

        task.Status.State.ShouldBe(TaskState.Working);
        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"t-1","historyLength":0}}""");
    }

    [Fact]
    public async Task ListTasks_carries_every_filter()
    {
        _agent.Result($$"""{"tasks":[{{Task}}],"nextPageToken":"","pageSize":10,"totalSize":1}""");
        var request = new ListTasksRequest
        {
            ContextId = "c-1",
            Status = TaskState.Working,
            PageSize = 10,
            PageToken = "p",
            HistoryLength = 2,
            StatusTimestampAfter = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            IncludeArtifacts = true,
        };

        var page = await _agent.Client().ListTasksAsync(request);

        page.Tasks.ShouldHaveSingleItem().Id.ShouldBe("t-1");
        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"ListTasks","params":{"contextId":"c-1","status":"TASK_STATE_WORKING","pageSize":10,"pageToken":"p","historyLength":2,"statusTimestampAfter":"2026-01-02T03:04:05.000Z","includeArtifacts":true}}""");
    }

    [Fact]
    public async Task EnumerateTasks_goes_from_page_to_page()
    {
        _agent.Result($$"""{"tasks":[{{Task}}],"nextPageToken":"p2","pageSize":1,"totalSize":2}""");
        _agent.Result($$"""{"tasks":[{{Task.Replace("t-1", "t-2")}}],"nextPageToken":"","pageSize":1,"totalSize":2}""", id: 2);

        var tasks = await _agent.Client().EnumerateTasksAsync(new ListTasksRequest { PageSize = 1 }).ToListAsync();

        tasks.Select(task => task.Id).ShouldBe(["t-1", "t-2"]);
        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":2,"method":"ListTasks","params":{"pageSize":1,"pageToken":"p2"}}""");
    }

    [Fact]
    public async Task Pages_without_an_end_are_an_error()
    {
        _agent.Result("""{"tasks":[],"nextPageToken":"p"}""").Result("""{"tasks":[],"nextPageToken":"p"}""", id: 2);

        var fault = await Should.ThrowAsync<A2AClientException>(() => _agent.Client().EnumerateTasksAsync().ToListAsync().AsTask());

        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldContain("'p'");
    }

    [Fact]
    public async Task CancelTask_is_asked_by_id()
    {
        _agent.Result(Task);

        await _agent.Client().CancelTaskAsync("t-1");

        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"CancelTask","params":{"id":"t-1"}}""");
    }

    [Fact]
    public async Task SetPushConfig_takes_the_id_default_and_every_secret()
    {
        _agent.Result(Config);

        var config = await _agent.Client().SetPushConfigAsync(
            "t-1", "https://me.example/hook", "s", authentication: new AuthenticationInfo { Scheme = "Bearer", Credentials = "b" });

        config.Id.ShouldBe("default");
        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"CreateTaskPushNotificationConfig","params":{"id":"default","taskId":"t-1","url":"https://me.example/hook","token":"s","authentication":{"scheme":"Bearer","credentials":"b"}}}""");
    }

    [Fact]
    public async Task CreateTaskPushNotificationConfig_leaves_the_id_to_the_agent()
    {
        _agent.Result(Config);

        await _agent.Client().CreateTaskPushNotificationConfigAsync(new TaskPushNotificationConfig { TaskId = "t-1", Url = "https://me.example/hook" });

        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"CreateTaskPushNotificationConfig","params":{"taskId":"t-1","url":"https://me.example/hook"}}""");
    }

    [Fact]
    public async Task GetPushConfig_with_an_id_asks_for_that_one()
    {
        _agent.Result(Config);

        await _agent.Client().GetPushConfigAsync("t-1", "mine");

        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"GetTaskPushNotificationConfig","params":{"taskId":"t-1","id":"mine"}}""");
    }

    [Fact]
    public async Task ListTaskPushNotificationConfigs_carries_the_page()
    {
        _agent.Result($$"""{"configs":[{{Config}}]}""");

        var page = await _agent.Client().ListTaskPushNotificationConfigsAsync(new() { TaskId = "t-1", PageSize = 5, PageToken = "p" });

        page.Configs.ShouldHaveSingleItem().Url.ShouldBe("https://me.example/hook");
        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"ListTaskPushNotificationConfigs","params":{"taskId":"t-1","pageSize":5,"pageToken":"p"}}""");
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    public async Task DeleteTaskPushNotificationConfig_takes_every_empty_answer(string answer)
    {
        _agent.Answer(answer);

        await _agent.Client().DeleteTaskPushNotificationConfigAsync("t-1", "mine");

        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"DeleteTaskPushNotificationConfig","params":{"taskId":"t-1","id":"mine"}}""");
    }

    [Fact]
    public async Task GetExtendedAgentCard_has_empty_params()
    {
        _agent.Result(Cards.Json());

        var card = await _agent.Client().GetExtendedAgentCardAsync();

        card.Name.ShouldBe("Clock");
        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"GetExtendedAgentCard","params":{}}""");
    }

    [Fact]
    public async Task Fields_that_this_version_does_not_know_are_kept()
    {
        _agent.Result("""{"id":"t-1","status":{"state":"TASK_STATE_WORKING"},"priority":7}""");

        var task = await _agent.Client().GetTaskAsync("t-1");

        task.ExtensionData!["priority"].GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task Every_request_repeats_the_tenant()
    {
        var client = _agent.Client(tenant: "acme");
        var calls = new Func<Task>[]
        {
            () => client.SendTextAsync("hi"),
            () => client.SendStreamingTextAsync("hi").ToListAsync().AsTask(),
            () => client.GetTaskAsync("t-1"),
            () => client.ListTasksAsync(new ListTasksRequest()),
            () => client.CancelTaskAsync("t-1"),
            () => client.SubscribeToTaskAsync("t-1").ToListAsync().AsTask(),
            () => client.SetPushConfigAsync("t-1", "https://me.example/hook"),
            () => client.GetPushConfigAsync("t-1", "mine"),
            () => client.ListTaskPushNotificationConfigsAsync(new() { TaskId = "t-1" }),
            () => client.DeleteTaskPushNotificationConfigAsync("t-1", "mine"),
            () => client.GetExtendedAgentCardAsync(),
        };

        foreach (var call in calls)
        {
            _agent.Answer("""{"jsonrpc":"2.0","id":null,"error":{"code":-32601,"message":"no"}}""");
            await Should.ThrowAsync<A2AClientException>(call);

            _agent.LastBody.ShouldContain("\"params\":{\"tenant\":\"acme\"");
        }
    }

    [Fact]
    public async Task A_tenant_of_the_request_itself_comes_first()
    {
        _agent.Result(Task);

        await _agent.Client(tenant: "acme").GetTaskAsync(new GetTaskRequest { Id = "t-1", Tenant = "other" });

        _agent.LastBody.ShouldContain("\"tenant\":\"other\"");
    }
}
