using Handler.Client;
using Handler.Protocol;

namespace Handler.Tests.Client.Transports;

/// <summary>An agent of A2A 0.3 by the same client: the bytes of each request, and its answers in the types of 1.0.</summary>
public sealed class V03ClientTests
{
    private const string Task = """{"kind":"task","id":"t-1","contextId":"c-1","status":{"state":"input-required"}}""";
    private const string Config = """{"taskId":"t-1","pushNotificationConfig":{"id":"default","url":"https://me.example/hook","token":"s"}}""";

    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task A_message_is_sent_in_its_shape_and_the_task_is_read()
    {
        _agent.Result(Task);

        var answer = await Client().SendTextAsync(
            "hi",
            configuration: new SendMessageConfiguration
            {
                ReturnImmediately = true,
                TaskPushNotificationConfig = new TaskPushNotificationConfig { Url = "https://me.example/hook", Token = "s" },
            });

        answer.Task!.Status.State.ShouldBe(TaskState.InputRequired);
        Sent().ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"message/send","params":{"message":{"kind":"message","messageId":"m-1","role":"user","parts":[{"kind":"text","text":"hi"}]},"configuration":{"acceptedOutputModes":[],"pushNotificationConfig":{"url":"https://me.example/hook","token":"s"},"blocking":false}}}""");
    }

    [Fact]
    public async Task A_message_of_the_agent_is_read_as_one()
    {
        _agent.Result("""{"kind":"message","messageId":"m-2","role":"agent","parts":[{"kind":"text","text":"hello"}]}""");

        var answer = await Client().SendTextAsync("hi");

        answer.Task.ShouldBeNull();
        answer.Message!.Text.ShouldBe("hello");
    }

    [Fact]
    public async Task Tasks_are_read_and_canceled_by_id()
    {
        _agent.Result(Task).Result(Task, id: 2);
        var client = Client();

        await client.GetTaskAsync("t-1", historyLength: 3);
        Sent().ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"tasks/get","params":{"id":"t-1","historyLength":3}}""");

        await client.CancelTaskAsync("t-1");
        Sent().ShouldBe("""{"jsonrpc":"2.0","id":2,"method":"tasks/cancel","params":{"id":"t-1"}}""");
    }

    [Fact]
    public async Task The_four_operations_on_configs_are_called_by_their_names()
    {
        _agent.Result(Config).Result(Config, id: 2).Result($"[{Config}]", id: 3).Result("null", id: 4);
        var client = Client();

        var set = await client.SetPushConfigAsync("t-1", "https://me.example/hook", "s", authentication: new AuthenticationInfo { Scheme = "Bearer", Credentials = "b" });
        Sent().ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"tasks/pushNotificationConfig/set","params":{"taskId":"t-1","pushNotificationConfig":{"id":"default","url":"https://me.example/hook","token":"s","authentication":{"schemes":["Bearer"],"credentials":"b"}}}}""");
        var got = await client.GetPushConfigAsync("t-1", "default");
        Sent().ShouldBe(
            """{"jsonrpc":"2.0","id":2,"method":"tasks/pushNotificationConfig/get","params":{"id":"t-1","pushNotificationConfigId":"default"}}""");
        var listed = await client.EnumerateTaskPushNotificationConfigsAsync("t-1").ToListAsync();
        Sent().ShouldBe("""{"jsonrpc":"2.0","id":3,"method":"tasks/pushNotificationConfig/list","params":{"id":"t-1"}}""");
        await client.DeleteTaskPushNotificationConfigAsync("t-1", "default");
        Sent().ShouldBe(
            """{"jsonrpc":"2.0","id":4,"method":"tasks/pushNotificationConfig/delete","params":{"id":"t-1","pushNotificationConfigId":"default"}}""");

        listed.ShouldHaveSingleItem();
        new[] { set, got, listed[0] }.ShouldAllBe(config => config.TaskId == "t-1" && config.Id == "default" && config.Token == "s");
    }

    [Fact]
    public async Task A_config_without_an_id_is_the_default_one()
    {
        _agent.Result("""{"taskId":"t-1","pushNotificationConfig":{"url":"https://me.example/hook"}}""");

        (await Client().GetPushConfigAsync("t-1", "default")).Id.ShouldBe("default");
    }

    [Fact]
    public async Task A_stream_ends_with_the_event_that_says_so()
    {
        _agent.Stream(
            Event(Task),
            Event("""{"kind":"artifact-update","taskId":"t-1","contextId":"c-1","artifact":{"artifactId":"a","parts":[{"kind":"text","text":"one"}]}}"""),
            Event("""{"kind":"status-update","taskId":"t-1","contextId":"c-1","status":{"state":"completed"},"final":true}"""),
            Event("""{"kind":"status-update","taskId":"t-1","contextId":"c-1","status":{"state":"working"},"final":false}"""));

        var updates = await Client().SendStreamingTextAsync("hi").ToListAsync();

        updates.Count.ShouldBe(3);
        updates[1].ArtifactUpdate!.Artifact.Text.ShouldBe("one");
        updates[2].StatusUpdate!.Status.State.ShouldBe(TaskState.Completed);
        Sent().ShouldStartWith("""{"jsonrpc":"2.0","id":1,"method":"message/stream","params":{"message":""");
    }

    [Fact]
    public async Task A_task_is_followed_by_resubscribing()
    {
        _agent.Stream(Event("""{"kind":"status-update","taskId":"t-1","contextId":"c-1","status":{"state":"completed"},"final":true}"""));

        await Client().SubscribeToTaskAsync("t-1").ToListAsync();

        Sent().ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"tasks/resubscribe","params":{"id":"t-1"}}""");
    }

    [Fact]
    public async Task Each_request_names_the_version_and_extensions_under_the_older_name()
    {
        _agent.Result(Task);
        using var client = new A2AClient(ScriptedAgent.Url, new A2AClientOptions
        {
            HttpClient = new HttpClient(_agent),
            Protocol = WireFormat.V03,
            Extensions = ["https://x.example/1"],
        });

        await client.GetTaskAsync("t-1");

        client.Protocol.ShouldBe(WireFormat.V03);
        var headers = _agent.Requests[0].Headers;
        headers.GetValues("A2A-Version").ShouldBe(["0.3"]);
        headers.GetValues("X-A2A-Extensions").ShouldBe(["https://x.example/1"]);
    }

    [Fact]
    public async Task Listing_tasks_is_said_not_to_be_part_of_it_and_nothing_is_sent()
    {
        var fault = await Should.ThrowAsync<A2AClientException>(() => Client().ListTasksAsync(new ListTasksRequest()));

        fault.Failure.ShouldBe(A2AClientFailure.NotInProtocol);
        fault.Message.ShouldContain("A2A 0.3, which this agent is called in, has no such operation");
        _agent.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_extended_card_is_read_in_its_form()
    {
        _agent.Result(System.Text.Encoding.UTF8.GetString(Handler.Tests.Protocol.GoldenFile.Read("v03/agent-card")));

        var card = await Client().GetExtendedAgentCardAsync();

        card.Name.ShouldBe("Route planner");
        Sent().ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"agent/getAuthenticatedExtendedCard","params":{}}""");
    }

    private static string Event(string result) => $$"""data: {"jsonrpc":"2.0","id":1,"result":{{result}}}""" + "\n\n";

    private A2AClient Client() =>
        new(ScriptedAgent.Url, new A2AClientOptions { HttpClient = new HttpClient(_agent), NewMessageId = () => "m-1", Protocol = WireFormat.V03 });

    private string Sent() => _agent.LastBody;
}
