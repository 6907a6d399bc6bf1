using System.Net;
using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.TestKit;

namespace Handler.Tests.Client;

public sealed class StreamTests
{
    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task A_stream_is_asked_for_when_it_is_enumerated()
    {
        _agent.Stream(Event(Snapshot), Event(Status("COMPLETED")));

        var stream = _agent.Client().SendStreamingTextAsync("hi");
        _agent.Requests.ShouldBeEmpty();
        var updates = await stream.ToListAsync();

        updates.Select(update => update.State).ShouldBe([TaskState.Submitted, TaskState.Completed]);
        _agent.LastBody.ShouldBe(
            """{"jsonrpc":"2.0","id":1,"method":"SendStreamingMessage","params":{"message":{"messageId":"m-1","role":"ROLE_USER","parts":[{"text":"hi"}]}}}""");
        _agent.Requests[0].Headers.GetValues("Accept").ShouldBe(["text/event-stream", "application/json"]);
    }

    [Fact]
    public async Task SubscribeToTask_is_asked_by_id()
    {
        _agent.Stream(Event(Snapshot), Event(Status("FAILED")));

        await _agent.Client().SubscribeToTaskAsync("t-1").ToListAsync();

        _agent.LastBody.ShouldBe("""{"jsonrpc":"2.0","id":1,"method":"SubscribeToTask","params":{"id":"t-1"}}""");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task Where_the_bytes_are_split_makes_no_difference(int size)
    {
        var text = ": hello\r\n\r\nevent: x\nid: 4\n" + Event(Snapshot) + "data:\n\n" + Event(Artifact) + Event(Status("COMPLETED")).Replace("\n", "\r\n");
        _agent.Stream(text.Chunk(size).Select(chunk => new string(chunk)));

        var updates = await _agent.Client().SubscribeToTaskAsync("t-1").ToListAsync();

        updates.Count.ShouldBe(3);
        updates[1].ArtifactUpdate!.Artifact.Text.ShouldBe("noon");
    }

    [Fact]
    public async Task Data_over_several_lines_is_one_event()
    {
        _agent.Stream("data: {\"jsonrpc\":\"2.0\",\"id\":1,\ndata: \"result\":" + Status("COMPLETED") + "}\n\n");

        (await _agent.Client().SubscribeToTaskAsync("t-1").ToListAsync()).ShouldHaveSingleItem().IsTerminal.ShouldBeTrue();
    }

    [Fact]
    public async Task The_end_of_the_task_is_the_end_of_the_stream_whatever_the_agent_does_with_it()
    {
        var body = new ChunkedBody([Event(Status("CANCELED"))], ChunkedBody.Break);
        _agent.Stream(body);

        (await _agent.Client().SubscribeToTaskAsync("t-1").ToListAsync()).ShouldHaveSingleItem();

        body.IsDisposed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"message":{"messageId":"m-2","role":"ROLE_AGENT","parts":[{"text":"noon"}]}}""")]
    [InlineData("""{"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_INPUT_REQUIRED"}}}""")]
    public async Task A_message_alone_and_a_task_that_waits_may_end_a_stream(string update)
    {
        _agent.Stream(Event(update));

        (await _agent.Client().SendStreamingTextAsync("hi").ToListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stream_that_ends_before_its_task_says_how_far_it_came_and_how_to_come_back()
    {
        _agent.Stream(Event(Snapshot), Event(Status("WORKING")), Event(Artifact));

        var (updates, fault) = await BrokenAsync(_agent.Client().SendStreamingTextAsync("hi"));

        updates.Count.ShouldBe(3);
        fault.Failure.ShouldBe(A2AClientFailure.StreamBroken);
        fault.EventsReceived.ShouldBe(3);
        fault.TaskId.ShouldBe("t-1");
        fault.LastEvent.ShouldBeSameAs(updates[2]);
        fault.Message.ShouldBe("SendStreamingMessage at https://agent.example/a2a: the stream ended before its task did. " +
            "3 events had come; the task was working. Come back with SubscribeToTaskAsync(\"t-1\"), or GetTaskAsync if the task has ended since.");
    }

    [Fact]
    public async Task An_event_that_was_cut_off_does_not_count()
    {
        _agent.Stream(Event(Snapshot), "data: {\"jsonrpc\"");

        var (updates, fault) = await BrokenAsync(_agent.Client().SubscribeToTaskAsync("t-1"));

        updates.ShouldHaveSingleItem();
        fault.Failure.ShouldBe(A2AClientFailure.StreamBroken);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told_with_its_cause()
    {
        _agent.Stream(new ChunkedBody([Event(Snapshot)], ChunkedBody.Break));

        var (_, fault) = await BrokenAsync(_agent.Client().SubscribeToTaskAsync("t-1"));

        fault.Failure.ShouldBe(A2AClientFailure.StreamBroken);
        fault.Message.ShouldContain("ended before its task did (The connection was reset). 1 event had come; the task was submitted.");
    }

    [Fact]
    public async Task A_stream_of_nothing_says_that_the_task_is_not_known()
    {
        _agent.Stream("");

        var (_, fault) = await BrokenAsync(_agent.Client().SendStreamingTextAsync("hi"));

        fault.TaskId.ShouldBeNull();
        fault.LastEvent.ShouldBeNull();
        fault.Message.ShouldContain("No event had come. The task's id is not known");
    }

    [Fact]
    public async Task An_error_inside_the_stream_is_the_agents()
    {
        _agent.Stream(Event(Snapshot), "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":\"burnt\"}}\n\n");

        var (updates, fault) = await BrokenAsync(_agent.Client().SubscribeToTaskAsync("t-1"));

        updates.ShouldHaveSingleItem();
        fault.Failure.ShouldBe(A2AClientFailure.AgentError);
        fault.ErrorCode.ShouldBe(A2AErrorCode.InternalError);
        fault.EventsReceived.ShouldBe(1);
        fault.TaskId.ShouldBe("t-1");
    }

    [Fact]
    public async Task A_plain_error_instead_of_a_stream_is_the_agents()
    {
        _agent.Answer("""{"jsonrpc":"2.0","id":1,"error":{"code":-32004,"message":"ended"}}""");

        var (_, fault) = await BrokenAsync(_agent.Client().SubscribeToTaskAsync("t-1"));

        fault.Failure.ShouldBe(A2AClientFailure.AgentError);
        fault.ErrorCode.ShouldBe(A2AErrorCode.UnsupportedOperation);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", HttpStatusCode.OK, "not a stream (text/event-stream)")]
    [InlineData("Bad gateway", HttpStatusCode.BadGateway, "HTTP 502 BadGateway")]
    public async Task Anything_else_instead_of_a_stream_is_a_ProtocolError(string body, HttpStatusCode status, string message)
    {
        _agent.Answer(body, status);

        var (_, fault) = await BrokenAsync(_agent.Client().SubscribeToTaskAsync("t-1"));

        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("data: hello\n\n", "event 2 of the stream is not a JSON-RPC response")]
    [InlineData("data: {\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}\n\n", "for request 9")]
    [InlineData("data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n", "no StreamResponse")]
    public async Task An_event_that_is_no_update_is_a_ProtocolError(string text, string message)
    {
        _agent.Stream(Event(Snapshot), text);

        var (updates, fault) = await BrokenAsync(_agent.Client().SubscribeToTaskAsync("t-1"));

        updates.ShouldHaveSingleItem();
        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public async Task An_event_without_end_cannot_fill_the_memory()
    {
        _agent.Stream(Event(Snapshot), "data: " + new string('x', 300), new string('x', 300));
        var client = _agent.Client(new A2AClientOptions { HttpClient = new HttpClient(_agent), MaxResponseBytes = 500, StreamReconnects = 0 });

        var (updates, fault) = await BrokenAsync(client.SubscribeToTaskAsync("t-1"));

        updates.ShouldHaveSingleItem();
        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldContain("longer than 500 bytes");
    }

    [Fact]
    public async Task A_long_stream_of_short_events_is_no_matter()
    {
        _agent.Stream([.. Enumerable.Repeat(Event(Status("WORKING")), 20), Event(Status("COMPLETED"))]);
        var client = _agent.Client(new A2AClientOptions { HttpClient = new HttpClient(_agent), MaxResponseBytes = 500, StreamReconnects = 0 });

        (await client.SubscribeToTaskAsync("t-1").ToListAsync()).Count.ShouldBe(21);
    }

    [Fact]
    public async Task A_silent_stream_times_out_and_an_open_one_outlives_the_time_out_of_calls()
    {
        var clock = new ManualClock();
        _agent.Stream(new ChunkedBody([Event(Snapshot)], ChunkedBody.Silence));
        var client = _agent.Client(new A2AClientOptions
        {
            HttpClient = new HttpClient(_agent),
            TimeProvider = clock,
            Timeout = TimeSpan.FromSeconds(5),
            StreamSilence = TimeSpan.FromMinutes(2),
            StreamReconnects = 0,
        });
        await using var updates = client.SubscribeToTaskAsync("t-1").GetAsyncEnumerator();
        (await updates.MoveNextAsync()).ShouldBeTrue();
        clock.Advance(TimeSpan.FromHours(1));

        var next = updates.MoveNextAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(119));
        next.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        var fault = await Should.ThrowAsync<A2AClientException>(() => next);
        fault.Failure.ShouldBe(A2AClientFailure.TimedOut);
        fault.Message.ShouldContain("silent for 120 s. 1 event had come");
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_a_cancellation()
    {
        using var caller = new CancellationTokenSource();
        var body = new ChunkedBody([Event(Snapshot)], ChunkedBody.Silence);
        _agent.Stream(body);
        await using var updates = _agent.Client().SubscribeToTaskAsync("t-1", caller.Token).GetAsyncEnumerator();
        await updates.MoveNextAsync();

        var next = updates.MoveNextAsync().AsTask();
        await caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => next)).CancellationToken.ShouldBe(caller.Token);
        body.IsDisposed.ShouldBeTrue();
    }

    private const string Snapshot = """{"task":{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_SUBMITTED"}}}""";

    private const string Artifact =
        """{"artifactUpdate":{"taskId":"t-1","contextId":"c-1","artifact":{"artifactId":"a","parts":[{"text":"noon"}]}}}""";

    private static string Status(string state) =>
        """{"statusUpdate":{"taskId":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_?"}}}""".Replace("?", state);

    private static string Event(string update) => $$"""data: {"jsonrpc":"2.0","id":1,"result":{{update}}}""" + "\n\n";

    private static async Task<(List<StreamResponse> Updates, A2AClientException Fault)> BrokenAsync(IAsyncEnumerable<StreamResponse> stream)
    {
        var updates = new List<StreamResponse>();
        var fault = await Should.ThrowAsync<A2AClientException>(async () =>
        {
            await foreach (var update in stream)
            {
                updates.Add(update);
            }
        });
        return (updates, fault);
    }
}
