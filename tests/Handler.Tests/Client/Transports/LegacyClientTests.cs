using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Tests.Client.Transports;

/// <summary>An agent of the legacy dialect by the same client: the bytes of each request, and its answers in the types of 1.0.</summary>
public sealed class LegacyClientTests
{
    private const string Task = """{"id":"t-1","contextId":"c-1","status":{"state":"input_required"},"artifacts":[],"history":[]}""";
    private const string Config = """{"id":"t-1","pushNotificationConfig":{"webhookUrl":"https://me.example/hook"}}""";

    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task A_message_is_sent_in_its_shape_without_a_version_and_the_task_is_read()
    {
        _agent.Result(Task);

        var answer = await Client().SendTextAsync("hi", taskId: "t-1", contextId: "c-1");

        answer.Task!.Status.State.ShouldBe(TaskState.InputRequired);
        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"tasks/send","params":{"id":"t-1","contextId":"c-1","message":{"messageId":"m-1","role":"user","parts":[{"text":"hi"}],"contextId":"c-1","taskId":"t-1","referenceTaskIds":[],"extensions":[]}}}""");
        _agent.Requests[0].Headers.Contains("A2A-Version").ShouldBeFalse();
    }

    [Fact]
    public async Task A_config_that_goes_with_a_message_is_set_when_the_task_is_known()
    {
        _agent.Result(Task).Result(Config, id: 2);

        await Client().SendTextAsync(
            "hi", configuration: new SendMessageConfiguration { TaskPushNotificationConfig = new TaskPushNotificationConfig { Url = "https://me.example/hook" } });

        _agent.LastBody.ShouldStartWith("""{"jsonrpc":"2.0","id":2,"method":"tasks/pushNotification/set","params":{"id":"t-1",""");
    }

    [Fact]
    public async Task A_config_cannot_go_with_a_stream_and_nothing_is_sent()
    {
        var request = new SendMessageRequest
        {
            Message = new Message { MessageId = "m", Role = Role.User, Parts = [Part.FromText("hi")] },
            Configuration = new SendMessageConfiguration { TaskPushNotificationConfig = new TaskPushNotificationConfig { Url = "https://me.example/hook" } },
        };

        var fault = await Should.ThrowAsync<A2AClientException>(() => Client().SendStreamingMessageAsync(request).ToListAsync().AsTask());

        fault.Failure.ShouldBe(A2AClientFailure.NotInProtocol);
        fault.Message.ShouldContain("Set the push config when the stream has told the task's id.");
        _agent.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_four_operations_on_configs_are_called_by_their_names()
    {
        _agent.Result(Config).Result(Config, id: 2).Result($"[{Config},{Config.Replace("t-1", "t-2")}]", id: 3).Result("null", id: 4);
        var client = Client();

        var set = await client.SetPushConfigAsync(
            "t-1", "https://me.example/hook", authentication: new AuthenticationInfo { Scheme = "Bearer", Credentials = "b" });
        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"tasks/pushNotification/set","params":{"id":"t-1","pushNotificationConfig":{"id":"default","taskId":"t-1","webhookUrl":"https://me.example/hook","authenticationInfo":{"scheme":"Bearer","value":"b"},"eventTypes":[]}}}""");
        var got = await client.GetPushConfigAsync("t-1", "default");
        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":2,"method":"tasks/pushNotification/get","params":{"id":"t-1"}}""");
        var listed = await client.EnumerateTaskPushNotificationConfigsAsync("t-1").ToListAsync();
        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":3,"method":"tasks/pushNotification/list","params":{}}""");
        await client.DeleteTaskPushNotificationConfigAsync("t-1", "default");
        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":4,"method":"tasks/pushNotification/delete","params":{"id":"t-1"}}""");

        listed.ShouldHaveSingleItem();
        new[] { set, got, listed[0] }.ShouldAllBe(config => config.TaskId == "t-1" && config.Id == "default" && config.Url == "https://me.example/hook");
    }

    [Fact]
    public async Task A_task_without_a_config_says_how_to_set_one()
    {
        _agent.Result("null");

        var fault = await Should.ThrowAsync<A2AClientException>(() => Client().GetPushConfigAsync("t-1", "default"));

        fault.Failure.ShouldBe(A2AClientFailure.NoPushConfig);
        fault.Message.ShouldContain("task 't-1' has no push config");
    }

    [Fact]
    public async Task A_list_of_all_tasks_is_filtered_here_the_newest_first()
    {
        _agent.Result(
            """
            [{"id":"old","contextId":"c-1","status":{"state":"working","timestamp":"2026-01-01T00:00:00Z"},"artifacts":[{"artifactId":"a","parts":[{"text":"x"}]}],"history":[]},
            {"id":"new","contextId":"c-1","status":{"state":"working","timestamp":"2026-01-02T00:00:00Z"},"artifacts":[],"history":[]},
            {"id":"done","contextId":"c-1","status":{"state":"completed","timestamp":"2026-01-03T00:00:00Z"},"artifacts":[],"history":[]},
            {"id":"other","contextId":"c-2","status":{"state":"working","timestamp":"2026-01-03T00:00:00Z"},"artifacts":[],"history":[]}]
            """);

        var page = await Client().ListTasksAsync(new ListTasksRequest { ContextId = "c-1", Status = TaskState.Working });

        page.Tasks.Select(task => task.Id).ShouldBe(["new", "old"]);
        page.TotalSize.ShouldBe(2);
        page.Tasks[1].Artifacts.ShouldBeNull();
        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"tasks/list","params":{}}""");
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(9, 3)]
    public async Task The_history_is_cut_here_too_for_agents_that_give_it_whole(int? asked, int kept)
    {
        _agent.Result(
            """
            {"id":"t-1","contextId":"c-1","status":{"state":"working"},"artifacts":[],"history":[
            {"messageId":"a","role":"user","parts":[{"text":"1"}]},{"messageId":"b","role":"agent","parts":[{"text":"2"}]},{"messageId":"c","role":"user","parts":[{"text":"3"}]}]}
            """);

        var task = await Client().GetTaskAsync("t-1", asked);

        (task.History ?? []).Select(message => message.MessageId).ShouldBe(new[] { "a", "b", "c" }.TakeLast(kept));
        var length = asked is null ? "" : $",\"historyLength\":{asked}";
        _agent.LastBody.ShouldBe($$$"""{"jsonrpc":"2.0","id":1,"method":"tasks/get","params":{"id":"t-1"{{{length}}}}}""");
    }

    [Fact]
    public async Task A_stream_of_flat_events_without_an_id_ends_with_the_final_one()
    {
        _agent.Stream(
            Event("""{"type":"TaskStatusUpdateEvent","taskId":"t-1","contextId":"c-1","status":{"state":"working"},"final":false}"""),
            Event("""{"type":"TaskArtifactUpdateEvent","taskId":"t-1","contextId":"c-1","artifact":{"artifactId":"a","parts":[{"text":"one"}]},"append":false,"lastChunk":true}"""),
            Event("""{"type":"TaskStatusUpdateEvent","taskId":"t-1","contextId":"c-1","status":{"state":"completed"},"final":true}"""));

        var updates = await Client().SendStreamingTextAsync("hi").ToListAsync();

        updates.Count.ShouldBe(3);
        updates[1].ArtifactUpdate!.Artifact.Text.ShouldBe("one");
        updates[2].StatusUpdate!.Status.State.ShouldBe(TaskState.Completed);
        _agent.LastBody.ShouldStartWith("""{"jsonrpc":"2.0","id":1,"method":"tasks/sendSubscribe","params":""");
    }

    [Fact]
    public async Task Its_errors_are_told_in_the_numbers_of_1_0()
    {
        _agent.Answer("""{"jsonrpc":"2.0","id":1,"error":{"code":-32003,"message":"Push notification is not supported"}}""");

        var fault = await Should.ThrowAsync<A2AClientException>(() => Client().SetPushConfigAsync("t-1", "https://me.example/hook"));

        fault.ErrorCode.ShouldBe(A2AErrorCode.PushNotificationNotSupported);
    }

    [Fact]
    public async Task It_has_no_extended_card()
    {
        var fault = await Should.ThrowAsync<A2AClientException>(() => Client().GetExtendedAgentCardAsync());

        fault.Failure.ShouldBe(A2AClientFailure.NotInProtocol);
        _agent.Requests.ShouldBeEmpty();
    }

    private static string Event(string result) => $$"""data: {"jsonrpc":"2.0","result":{{result}}}""" + "\n\n";

    private A2AClient Client() =>
        new(ScriptedAgent.Url, new A2AClientOptions { HttpClient = new HttpClient(_agent), NewMessageId = () => "m-1", Protocol = WireFormat.Legacy });
}
