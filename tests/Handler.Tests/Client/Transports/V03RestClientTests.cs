using System.Net;
using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Tests.Client.Transports;

/// <summary>An agent of A2A 0.3 over REST by the same client: routes and bodies in the JSON of its protobuf schema, answers in the types of 1.0.</summary>
public sealed class V03RestClientTests
{
    private const string Task = """{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_WORKING"}}""";
    private const string Config = """{"name":"tasks/t-1/pushNotificationConfigs/c1","pushNotificationConfig":{"id":"c1","url":"https://hooks.example/","authentication":{"schemes":["Bearer"]}}}""";

    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task Each_operation_goes_to_its_route()
    {
        using var client = Client();
        _agent.Answer($$"""{"task":{{Task}}}""", HttpStatusCode.Created).Answer(Task).Answer(Task, HttpStatusCode.Accepted)
            .Answer(Config, HttpStatusCode.Created).Answer(Config).Answer($$"""{"configs":[{{Config}}]}""").Answer("", HttpStatusCode.NoContent);

        (await client.SendTextAsync("hello")).Task!.Id.ShouldBe("t-1");
        (await client.GetTaskAsync("t-1", historyLength: 3)).Status.State.ShouldBe(TaskState.Working);
        await client.CancelTaskAsync("t/1:x");
        var set = await client.SetPushConfigAsync("t-1", "https://hooks.example/", configId: "c1");
        var got = await client.GetPushConfigAsync("t-1", "c1");
        var listed = await client.EnumerateTaskPushNotificationConfigsAsync("t-1").ToListAsync();
        await client.DeleteTaskPushNotificationConfigAsync("t-1", "c1");

        _agent.Requests.Select(request => $"{request.Method} {request.Url.PathAndQuery}").ShouldBe(
        [
            "POST /a2a/v1/message:send",
            "GET /a2a/v1/tasks/t-1?historyLength=3",
            "POST /a2a/v1/tasks/t%2F1%3Ax:cancel",
            "POST /a2a/v1/tasks/t-1/pushNotificationConfigs",
            "GET /a2a/v1/tasks/t-1/pushNotificationConfigs/c1",
            "GET /a2a/v1/tasks/t-1/pushNotificationConfigs",
            "DELETE /a2a/v1/tasks/t-1/pushNotificationConfigs/c1",
        ]);
        _agent.Requests.ShouldAllBe(request => request.Headers.GetValues("A2A-Version").Single() == "0.3");
        new[] { set, got, listed[0] }.ShouldAllBe(config =>
            config.TaskId == "t-1" && config.Id == "c1" && config.Url == "https://hooks.example/" && config.Authentication!.Scheme == "Bearer");
    }

    [Fact]
    public async Task A_message_is_written_as_the_schema_has_it()
    {
        _agent.Answer($$"""{"task":{{Task}}}""");
        using var client = Client();
        var request = new SendMessageRequest
        {
            Message = new Message { MessageId = "m-1", TaskId = "t-1", Role = Role.User, Parts = [Part.FromText("hi")] },
            Configuration = new SendMessageConfiguration
            {
                ReturnImmediately = true,
                HistoryLength = 2,
                AcceptedOutputModes = ["text/plain"],
                TaskPushNotificationConfig = new TaskPushNotificationConfig
                {
                    Url = "https://hooks.example/",
                    Token = "s",
                    Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = "b" },
                },
            },
        };

        await client.SendMessageAsync(request);

        _agent.LastBody.ShouldBe(
            """{"message":{"messageId":"m-1","taskId":"t-1","role":"ROLE_USER","content":[{"text":"hi"}]},"configuration":{"acceptedOutputModes":["text/plain"],"pushNotification":{"url":"https://hooks.example/","token":"s","authentication":{"schemes":["Bearer"],"credentials":"b"}},"historyLength":2,"blocking":false}}""");
    }

    [Fact]
    public async Task Whoever_waits_for_the_task_says_so()
    {
        _agent.Answer($$"""{"task":{{Task}}}""");
        using var client = Client();

        await client.SendTextAsync("hi");

        _agent.LastBody.ShouldEndWith("""
            "configuration":{"blocking":true}}
            """);
    }

    [Fact]
    public async Task A_config_is_set_with_its_task_and_its_id_beside_it()
    {
        _agent.Answer(Config);
        using var client = Client();

        await client.SetPushConfigAsync("t-1", "https://hooks.example/", "s");

        _agent.LastBody.ShouldBe(
            """{"parent":"tasks/t-1","configId":"default","config":{"name":"tasks/t-1/pushNotificationConfigs/default","pushNotificationConfig":{"id":"default","url":"https://hooks.example/","token":"s"}}}""");
    }

    [Fact]
    public async Task An_agent_that_wants_the_config_alone_is_given_it_so()
    {
        _agent.Answer("""{"code":-32602,"message":"TaskPushNotificationConfig missing pushNotificationConfig"}""", HttpStatusCode.BadRequest).Answer(Config);
        using var client = Client();

        await client.SetPushConfigAsync("t-1", "https://hooks.example/", "s");

        _agent.LastBody.ShouldBe(
            """{"name":"tasks/t-1/pushNotificationConfigs/default","pushNotificationConfig":{"id":"default","url":"https://hooks.example/","token":"s"}}""");
    }

    [Fact]
    public async Task A_task_is_read_with_all_that_its_schema_calls_otherwise()
    {
        _agent.Answer(
            """
            {"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_CANCELLED","update":{"messageId":"m-2","role":"ROLE_AGENT","content":[{"text":"bye"}]}},
            "artifacts":[{"artifactId":"a","parts":[{"file":{"fileWithUri":"https://files.example/1","mimeType":"image/png"}},{"data":{"data":{"n":1}}}]},{"artifactId":"b"}],
            "history":[{"messageId":"m-1","role":"ROLE_USER","content":[{"file":{"fileWithBytes":"aGk="}}]}]}
            """);
        using var client = Client();

        var task = await client.GetTaskAsync("t-1");

        task.Status.State.ShouldBe(TaskState.Canceled);
        task.Status.Message!.Text.ShouldBe("bye");
        var parts = task.Artifacts![0].Parts;
        (parts[0].Url, parts[0].MediaType, parts[1].Data!.Value.GetProperty("n").GetInt32()).ShouldBe(("https://files.example/1", "image/png", 1));
        task.Artifacts[1].Text.ShouldBe("");
        task.History!.ShouldHaveSingleItem().Parts[0].Raw!.Value.ToArray().ShouldBe("hi"u8.ToArray());
    }

    [Theory]
    [InlineData("message")]
    [InlineData("msg")]
    public async Task A_message_of_the_agent_is_read_under_both_its_names(string name)
    {
        _agent.Answer("""{"?":{"messageId":"m-2","role":"ROLE_AGENT","content":[{"text":"hello"}]}}""".Replace("?", name));
        using var client = Client();

        (await client.SendTextAsync("hi")).Message!.Text.ShouldBe("hello");
    }

    [Fact]
    public async Task A_stream_ends_with_the_event_that_says_so()
    {
        _agent.Stream(
            $$"""data: {"task":{{Task}}}""" + "\n\n",
            """data: {"artifactUpdate":{"taskId":"t-1","contextId":"c-1","artifact":{"artifactId":"a","parts":[{"text":"one"}]}}}""" + "\n\n",
            """data: {"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_SUBMITTED"},"final":true}}""" + "\n\n");
        using var client = Client();

        var updates = await client.SendStreamingTextAsync("hi").ToListAsync();

        updates.Select(update => update.State).ShouldBe([TaskState.Working, null, TaskState.Submitted]);
        updates[1].ArtifactUpdate!.Artifact.Text.ShouldBe("one");
    }

    [Fact]
    public async Task A_task_is_followed_by_GET_and_else_by_POST()
    {
        _agent.Answer("<html>", HttpStatusCode.NotFound).Stream("""data: {"task":{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_COMPLETED"}}}""" + "\n\n");
        using var client = Client();

        (await client.SubscribeToTaskAsync("t-1").ToListAsync()).ShouldHaveSingleItem();

        _agent.Requests.Select(request => request.Method).ShouldBe([HttpMethod.Get, HttpMethod.Post]);
    }

    [Fact]
    public async Task An_error_is_that_of_JSON_RPC_bare()
    {
        _agent.Answer("""{"code":-32001,"message":"No such task."}""", HttpStatusCode.NotFound);
        using var client = Client();

        var failed = await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"));

        (failed.ErrorCode, failed.Reason, failed.HttpStatus).ShouldBe((A2AErrorCode.TaskNotFound, "TASK_NOT_FOUND", HttpStatusCode.NotFound));
        failed.Message.ShouldBe("GetTask at https://agent.example/a2a: the agent answered TaskNotFoundError (-32001, TASK_NOT_FOUND): No such task.");
    }

    [Theory]
    [InlineData("""{"code":404,"message":"Cannot GET"}""", HttpStatusCode.NotFound)]
    [InlineData("[]", HttpStatusCode.OK)]
    [InlineData("""{"id":"t-1","status":{"state":"GONE"}}""", HttpStatusCode.OK)]
    [InlineData("""{"id":"t-1","status":{"state":5}}""", HttpStatusCode.OK)]
    [InlineData("""{"id":"t-1","status":{"state":"TASK_STATE_WORKING"},"history":[7]}""", HttpStatusCode.OK)]
    public async Task What_is_no_answer_of_it_is_a_ProtocolError(string body, HttpStatusCode status)
    {
        _agent.Answer(body, status);
        using var client = Client();

        (await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"))).Failure.ShouldBe(A2AClientFailure.ProtocolError);
    }

    [Fact]
    public async Task Listing_tasks_is_said_not_to_be_part_of_it_and_nothing_is_sent()
    {
        using var client = Client();

        (await Should.ThrowAsync<A2AClientException>(() => client.ListTasksAsync(new ListTasksRequest()))).Failure.ShouldBe(A2AClientFailure.NotInProtocol);

        _agent.Requests.ShouldBeEmpty();
    }

    private A2AClient Client() => _agent.Client(new A2AClientOptions
    {
        HttpClient = new HttpClient(_agent),
        NewMessageId = () => "m-1",
        Protocol = WireFormat.V03,
        Binding = ProtocolBindings.HttpJson,
        Retries = 0,
        StreamReconnects = 0,
    });
}
