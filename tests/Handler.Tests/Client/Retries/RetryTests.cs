using System.Net;
using System.Net.Http.Headers;
using Handler.Client;
using Handler.Protocol;
using Handler.TestKit;

namespace Handler.Tests.Client.Retries;

/// <summary>What is asked again after a passing fault, what is not, and when.</summary>
public sealed class RetryTests
{
    private const string Task = """{"id":"t-1","contextId":"c-1","status":{"state":"TASK_STATE_WORKING"}}""";
    private const string Config = """{"id":"c","taskId":"t-1","url":"https://me.example/hook"}""";

    private readonly ScriptedAgent _agent = new();
    private readonly ManualClock _clock = new();

    public static TheoryData<string, string> Repeatable { get; } = new()
    {
        { nameof(A2AClient.GetTaskAsync), Task },
        { nameof(A2AClient.ListTasksAsync), """{"tasks":[],"nextPageToken":"","pageSize":50,"totalSize":0}""" },
        { nameof(A2AClient.CancelTaskAsync), Task },
        { nameof(A2AClient.SetPushConfigAsync), Config },
        { nameof(A2AClient.GetTaskPushNotificationConfigAsync), Config },
        { nameof(A2AClient.ListTaskPushNotificationConfigsAsync), """{"configs":[]}""" },
        { nameof(A2AClient.DeleteTaskPushNotificationConfigAsync), "{}" },
        { nameof(A2AClient.GetExtendedAgentCardAsync), Cards.Json() },
    };

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task What_comes_to_the_same_when_it_is_done_twice_is_asked_again_after_a_lost_answer(string operation, string result)
    {
        _agent.Answer(Refusal.LostAnswer).Answer(Refusal.Connection).Result(result, id: 3);
        using var client = _agent.Client(Options());

        await _clock.PassAsync(Operations.CallAsync(client, operation));

        _agent.Requests.Count.ShouldBe(3);
        _agent.Requests.Select(request => request.Body.Replace("\"id\":2", "\"id\":1").Replace("\"id\":3", "\"id\":1")).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(nameof(A2AClient.SendTextAsync), $$"""{"task":{{Task}}}""")]
    [InlineData(nameof(A2AClient.CreateTaskPushNotificationConfigAsync), Config)]
    public async Task What_is_done_each_time_is_asked_again_only_where_nothing_was_sent(string operation, string result)
    {
        _agent.Answer(Refusal.Connection).Result(result, id: 2).Answer(Refusal.LostAnswer).Answer("busy", HttpStatusCode.ServiceUnavailable);
        using var client = _agent.Client(Options());

        await _clock.PassAsync(Operations.CallAsync(client, operation));
        _agent.Requests.Count.ShouldBe(2);

        (await FailAsync(Operations.CallAsync(client, operation))).Failure.ShouldBe(A2AClientFailure.Unreachable);
        (await FailAsync(Operations.CallAsync(client, operation))).HttpStatus.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _agent.Requests.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    public async Task The_status_tells_whether_a_fault_may_pass(HttpStatusCode status, bool mayPass)
    {
        _agent.Answer("no", status).Result(Task, id: 2);
        using var client = _agent.Client(Options());

        var failed = await _clock.PassAsync(Attempt.Of(client.GetTaskAsync("t-1")));

        failed?.HttpStatus.ShouldBe(status);
        (failed is null).ShouldBe(mayPass);
        _agent.Requests.Count.ShouldBe(mayPass ? 2 : 1);
    }

    [Fact]
    public async Task An_error_of_the_agent_is_asked_again_by_its_status_and_not_by_its_words()
    {
        const string Error = """{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"busy"}}""";
        _agent.Answer(Error, HttpStatusCode.ServiceUnavailable).Answer(Error.Replace("\"id\":1", "\"id\":2"));
        using var client = _agent.Client(Options());

        var failed = await FailAsync(client.GetTaskAsync("t-1"));

        (failed.Failure, failed.HttpStatus).ShouldBe((A2AClientFailure.AgentError, HttpStatusCode.OK));
        _agent.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Waits_double_and_the_tries_are_counted()
    {
        for (var tried = 0; tried < 4; tried++)
        {
            _agent.Answer(Refusal.LostAnswer);
        }

        using var client = _agent.Client(Options());

        var failed = await FailAsync(client.GetTaskAsync("t-1"));

        failed.Failure.ShouldBe(A2AClientFailure.Unreachable);
        _agent.Requests.Count.ShouldBe(4);
        (_clock.GetUtcNow() - new ManualClock().GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(0.5 + 1 + 2));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("Thu, 01 Jan 2026 00:00:07 GMT")]
    public async Task Retry_After_is_waited(string asked)
    {
        _agent.Answer(Busy(asked)).Result(Task, id: 2);
        using var client = _agent.Client(Options());

        await _clock.PassAsync(client.GetTaskAsync("t-1"));

        (_clock.GetUtcNow() - new ManualClock().GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_longer_Retry_After_than_is_waited_is_told_at_once()
    {
        _agent.Answer(Busy("31"));
        using var client = _agent.Client(Options());

        var failed = await FailAsync(client.GetTaskAsync("t-1"));

        failed.RetryAfter.ShouldBe(TimeSpan.FromSeconds(31));
        _agent.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_cancellation_that_was_done_though_its_answer_was_lost_is_no_failure()
    {
        _agent.Answer(Refusal.LostAnswer)
            .Answer("""{"jsonrpc":"2.0","id":2,"error":{"code":-32002,"message":"It has ended."}}""")
            .Result(Task.Replace("WORKING", "CANCELED"), id: 3);
        using var client = _agent.Client(Options());

        var task = await _clock.PassAsync(client.CancelTaskAsync("t-1"));

        task.Status.State.ShouldBe(TaskState.Canceled);
    }

    [Fact]
    public async Task A_task_that_ended_otherwise_meanwhile_is_not_canceled()
    {
        _agent.Answer(Refusal.LostAnswer)
            .Answer("""{"jsonrpc":"2.0","id":2,"error":{"code":-32002,"message":"It has ended."}}""")
            .Result(Task.Replace("WORKING", "COMPLETED"), id: 3);
        using var client = _agent.Client(Options());

        (await FailAsync(client.CancelTaskAsync("t-1"))).Reason.ShouldBe("TASK_NOT_CANCELABLE");
    }

    [Fact]
    public async Task A_card_is_asked_for_again_where_something_answers_and_not_where_nothing_does()
    {
        _agent.Answer("busy", HttpStatusCode.ServiceUnavailable).Answer(Cards.Json()).Answer(Refusal.Connection);

        using var client = await _clock.PassAsync(A2AClient.ConnectAsync("https://agent.example", Options()));
        var failed = await FailAsync(A2AClient.ConnectAsync("https://agent.example", Options()));

        failed.Failure.ShouldBe(A2AClientFailure.Unreachable);
        _agent.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_caller_can_end_the_wait_between_two_tries()
    {
        using var caller = new CancellationTokenSource();
        _agent.Answer(Refusal.LostAnswer);
        using var client = _agent.Client(Options());

        var call = client.GetTaskAsync("t-1", cancel: caller.Token);
        call.IsCompleted.ShouldBeFalse();
        await caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => call)).CancellationToken.ShouldBe(caller.Token);
        _agent.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_whose_config_is_set_after_it_is_not_sent_again_for_the_config()
    {
        _agent.Result("""{"id":"t-1","contextId":"c-1","status":{"state":"working"}}""")
            .Answer(Refusal.Connection);
        using var client = _agent.Client(Options(WireFormat.Legacy));
        var configuration = new SendMessageConfiguration { TaskPushNotificationConfig = new TaskPushNotificationConfig { Url = "https://me.example/hook" } };

        var failed = await FailAsync(client.SendTextAsync("hi", configuration: configuration));

        failed.TaskId.ShouldBe("t-1");
        failed.Message.ShouldContain("the message was taken, as task 't-1', and its push config was not set: ");
        _agent.Requests.Count.ShouldBe(2);
    }

    private static HttpResponseMessage Busy(string asked)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent("later") };
        response.Headers.RetryAfter = RetryConditionHeaderValue.Parse(asked);
        return response;
    }

    private Task<A2AClientException> FailAsync(Task call) => _clock.PassAsync(Should.ThrowAsync<A2AClientException>(() => call));

    private A2AClientOptions Options(WireFormat? protocol = null) => new()
    {
        HttpClient = new HttpClient(_agent),
        NewMessageId = () => "m-1",
        TimeProvider = _clock,
        NextRandom = () => 1,
        Protocol = protocol,
    };
}
