using System.Net;
using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.TestKit;

namespace Handler.Tests.Client.Streams;

/// <summary>A stream that breaks before its task's end is gone on with by subscribing; what began it is never sent again.</summary>
public sealed class ResumedStreamTests
{
    private readonly ScriptedAgent _agent = new();
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_goes_on_with_the_task_as_it_is(bool isCutOff)
    {
        _agent.Stream(new ChunkedBody([Event(Task("SUBMITTED")), Event(Status("WORKING"))], isCutOff ? ChunkedBody.Break : null))
            .Stream(Event(Task("WORKING"), id: 2), Event(Artifact("noon"), id: 2), Event(Status("COMPLETED"), id: 2));

        var updates = await ListAsync(Client().SendStreamingTextAsync("hi"));

        updates.Select(Kind).ShouldBe(["task submitted", "status working", "task working", "artifact noon", "status completed"]);
        Methods().ShouldBe(["SendStreamingMessage", "SubscribeToTask"]);
        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":2,"method":"SubscribeToTask","params":{"id":"t-1"}}""");
    }

    [Fact]
    public async Task What_the_task_makes_plain_is_not_told_again()
    {
        var task = Task("WORKING", ""","artifacts":[{"artifactId":"a","parts":[{"text":"noon"}]}]""");
        _agent.Stream(Event(Task("SUBMITTED"))).Stream(
            Event(task, id: 2),
            Event(Status("WORKING"), id: 2),
            Event(Artifact("noon"), id: 2),
            Event(Artifact("noon", append: true), id: 2),
            Event(Status("WORKING"), id: 2),
            Event(Status("COMPLETED"), id: 2));

        var updates = await ListAsync(Client().SubscribeToTaskAsync("t-1"));

        updates.Select(Kind).ShouldBe(["task submitted", "task working", "artifact noon", "status working", "status completed"]);
    }

    [Fact]
    public async Task A_task_that_has_ended_meanwhile_is_read()
    {
        _agent.Stream(Event(Task("WORKING")))
            .Answer("""{"jsonrpc":"2.0","id":2,"error":{"code":-32004,"message":"It has ended."}}""")
            .Result(Bare("COMPLETED"), id: 3);

        var updates = await ListAsync(Client().SendStreamingTextAsync("hi"));

        updates.Select(Kind).ShouldBe(["task working", "task completed"]);
        Methods().ShouldBe(["SendStreamingMessage", "SubscribeToTask", "GetTask"]);
    }

    [Fact]
    public async Task An_agent_that_cannot_go_on_with_a_task_at_work_is_told_of()
    {
        _agent.Stream(Event(Task("WORKING")))
            .Answer("""{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"What?"}}""")
            .Result(Bare("WORKING"), id: 3);

        var failed = await FailAsync(Client().SendStreamingTextAsync("hi"));

        failed.Failure.ShouldBe(A2AClientFailure.StreamBroken);
        (failed.EventsReceived, failed.TaskId, failed.LastEvent!.State).ShouldBe((1, "t-1", TaskState.Working));
        failed.InnerException.ShouldBeOfType<A2AClientException>().ErrorCode.ShouldBe(A2AErrorCode.MethodNotFound);
        failed.Message.ShouldStartWith("SendStreamingMessage at https://agent.example/a2a: the stream ended before its task did, and 1 attempt to go on with it failed. 1 event had come; ");
    }

    [Fact]
    public async Task Waits_double_until_the_attempts_are_spent()
    {
        _agent.Stream(Event(Task("WORKING"))).Answer(Refusal.Connection).Answer("busy", HttpStatusCode.ServiceUnavailable)
            .Stream(Event(Task("WORKING"), id: 4));

        var failed = await FailAsync(Client(reconnects: 3).SendStreamingTextAsync("hi"));

        failed.Failure.ShouldBe(A2AClientFailure.StreamBroken);
        failed.EventsReceived.ShouldBe(2);
        failed.Message.ShouldContain("3 attempts to go on with it failed");
        _agent.Requests.Count.ShouldBe(4);
        Elapsed.ShouldBe(TimeSpan.FromSeconds(0.5 + 1 + 2));
    }

    [Fact]
    public async Task Something_new_gives_all_attempts_back()
    {
        _agent.Stream(Event(Task("WORKING")));
        for (var id = 2; id < 6; id++)
        {
            _agent.Stream(Event(Task("WORKING"), id), Event(Artifact($"piece {id}"), id));
        }

        _agent.Stream(Event(Task("COMPLETED"), id: 6));

        var updates = await ListAsync(Client(reconnects: 1).SubscribeToTaskAsync("t-1"));

        updates.Count(update => update.ArtifactUpdate is not null).ShouldBe(4);
        updates[^1].State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task A_connection_that_lasted_gives_them_back_too()
    {
        var lasting = TimeSpan.FromSeconds(30);
        _agent.Stream(Event(Task("WORKING")));
        for (var id = 2; id < 6; id++)
        {
            _agent.Stream(new ChunkedBody([Event(Task("WORKING"), id)], cancel => System.Threading.Tasks.Task.Delay(lasting, _clock, cancel)));
        }

        _agent.Stream(Event(Task("COMPLETED"), id: 6));

        var updates = Client(reconnects: 1).SubscribeToTaskAsync("t-1").ToListAsync().AsTask();

        (await _clock.PassAsync(updates, lasting))[^1].State.ShouldBe(TaskState.Completed);
        _agent.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Silence_is_a_break()
    {
        _agent.Stream(new ChunkedBody([Event(Task("WORKING"))], ChunkedBody.Silence)).Stream(Event(Task("COMPLETED"), id: 2));

        var updates = await ListAsync(Client(silence: TimeSpan.FromSeconds(10)).SendStreamingTextAsync("hi"));

        updates.Select(Kind).ShouldBe(["task working", "task completed"]);
        Elapsed.ShouldBe(TimeSpan.FromSeconds(10.5));
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"jso")]
    public async Task A_message_that_nothing_came_back_from_is_not_taken_for_sent(string body)
    {
        _agent.Stream(body);

        var failed = await FailAsync(Client().SendStreamingTextAsync("hi", taskId: "t-1"));

        failed.Failure.ShouldBe(A2AClientFailure.StreamBroken);
        _agent.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Subscribing_begins_again_even_before_anything_came()
    {
        _agent.Stream("").Answer(Refusal.LostAnswer).Stream(Event(Task("COMPLETED"), id: 3));

        (await ListAsync(Client().SubscribeToTaskAsync("t-1"))).ShouldHaveSingleItem().IsTerminal.ShouldBeTrue();
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        _agent.Stream(Event(Task("WORKING")));

        (await FailAsync(Client(reconnects: 0).SubscribeToTaskAsync("t-1"))).Failure.ShouldBe(A2AClientFailure.StreamBroken);

        _agent.Requests.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(WireFormat.V03, "message/stream", """{"kind":"task","id":"t-1","contextId":"c-1","status":{"state":"?"}}""")]
    [InlineData(WireFormat.Legacy, "tasks/sendSubscribe", """{"type":"TaskStatusUpdateEvent","taskId":"t-1","contextId":"c-1","status":{"state":"?"},"final":false}""")]
    public async Task Older_dialects_go_on_as_well(WireFormat protocol, string method, string update)
    {
        _agent.Stream(Event(update.Replace("?", "working"))).Stream(Event(update.Replace("?", "completed"), id: 2));

        var updates = await ListAsync(Client(protocol: protocol).SendStreamingTextAsync("hi"));

        updates.Select(one => one.State).ShouldBe([TaskState.Working, TaskState.Completed]);
        Methods().ShouldBe([method, "tasks/resubscribe"]);
    }

    [Fact]
    public async Task The_caller_can_end_the_wait_for_the_next_attempt()
    {
        using var caller = new CancellationTokenSource();
        _agent.Stream(Event(Task("WORKING")));
        await using var updates = Client().SubscribeToTaskAsync("t-1").WithCancellation(caller.Token).GetAsyncEnumerator();
        await updates.MoveNextAsync();

        var next = updates.MoveNextAsync();
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
        _agent.Requests.ShouldHaveSingleItem();
    }

    private TimeSpan Elapsed => _clock.GetUtcNow() - new ManualClock().GetUtcNow();

    private static string Event(string update, int id = 1) => $$"""data: {"jsonrpc":"2.0","id":{{id}},"result":{{update}}}""" + "\n\n";

    private static string Bare(string state, string more = "") => $$"""{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_{{state}}"}{{more}}}""";

    private static string Task(string state, string more = "") => $$"""{"task":{{Bare(state, more)}}}""";

    private static string Status(string state) => """{"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_?"}}}""".Replace("?", state);

    private static string Artifact(string text, bool append = false) =>
        """{"artifactUpdate":{"taskId":"t-1","contextId":"c-1","append":?,"artifact":{"artifactId":"a","parts":[{"text":"!"}]}}}"""
            .Replace("?", append ? "true" : "false").Replace("!", text);

    private static string Kind(StreamResponse update) => update switch
    {
        { Task: { } task } => $"task {task.Status.State.DisplayName}",
        { StatusUpdate: { } status } => $"status {status.Status.State.DisplayName}",
        { ArtifactUpdate: { } made } => $"artifact {made.Artifact.Text}",
        _ => "message",
    };

    private Task<List<StreamResponse>> ListAsync(IAsyncEnumerable<StreamResponse> stream) => _clock.PassAsync(stream.ToListAsync().AsTask());

    private Task<A2AClientException> FailAsync(IAsyncEnumerable<StreamResponse> stream) =>
        _clock.PassAsync(Should.ThrowAsync<A2AClientException>(() => stream.ToListAsync().AsTask()));

    private string[] Methods() => [.. _agent.Requests.Select(request => request.Body.Split("\"method\":\"")[1].Split('"')[0])];

    private A2AClient Client(int reconnects = 5, TimeSpan? silence = null, WireFormat? protocol = null) => _agent.Client(new A2AClientOptions
    {
        HttpClient = new HttpClient(_agent),
        NewMessageId = () => "m-1",
        TimeProvider = _clock,
        NextRandom = () => 1,
        StreamReconnects = reconnects,
        StreamSilence = silence ?? System.Threading.Timeout.InfiniteTimeSpan,
        Protocol = protocol,
    });
}
