using System.Net;
using System.Text;
using Handler.Client;
using Handler.Protocol.Errors;
using Handler.TestKit;

namespace Handler.Tests.Client;

public sealed class CallFailureTests
{
    private readonly ScriptedAgent _agent = new();

    [Fact]
    public async Task An_agent_that_cannot_be_reached_is_Unreachable()
    {
        _agent.Answer(_ => throw new HttpRequestException("Connection refused (agent.example:443)"));

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.Unreachable);
        fault.Operation.ShouldBe("GetTask");
        fault.Message.ShouldBe("GetTask at https://agent.example/a2a: no answer came: Connection refused (agent.example:443). " +
            "Check the URL, and that the agent runs.");
    }

    [Fact]
    public async Task A_connection_that_breaks_inside_the_answer_is_Unreachable()
    {
        var content = new StreamContent(new ChunkedBody(["{\"jsonrpc\""], ChunkedBody.Break));
        _agent.Answer(new HttpResponseMessage { Content = content });

        (await FailAsync()).Failure.ShouldBe(A2AClientFailure.Unreachable);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_TimedOut()
    {
        var clock = new ManualClock();
        _agent.Answer(ScriptedAgent.Never);
        var client = _agent.Client(new A2AClientOptions
        {
            HttpClient = new HttpClient(_agent),
            TimeProvider = clock,
            Timeout = TimeSpan.FromSeconds(7.5),
        });

        var call = client.GetTaskAsync("t-1");
        clock.Advance(TimeSpan.FromSeconds(7.4));
        call.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));

        var fault = await Should.ThrowAsync<A2AClientException>(() => call);
        fault.Failure.ShouldBe(A2AClientFailure.TimedOut);
        fault.Message.ShouldContain("within 7.5 s");
    }

    [Fact]
    public async Task A_body_that_takes_too_long_is_TimedOut()
    {
        var clock = new ManualClock();
        _agent.Answer(new HttpResponseMessage { Content = new StreamContent(new ChunkedBody(["{"], ChunkedBody.Silence)) });
        var call = _agent.Client(new A2AClientOptions { HttpClient = new HttpClient(_agent), TimeProvider = clock }).GetTaskAsync("t-1");

        clock.Advance(TimeSpan.FromSeconds(100));

        (await Should.ThrowAsync<A2AClientException>(() => call)).Failure.ShouldBe(A2AClientFailure.TimedOut);
    }

    [Fact]
    public async Task The_time_out_of_a_given_http_client_is_TimedOut()
    {
        _agent.Answer(_ => throw new TaskCanceledException("Timeout", new TimeoutException()));

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.TimedOut);
        fault.Message.ShouldContain("HttpClient");
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_a_cancellation()
    {
        using var caller = new CancellationTokenSource();
        _agent.Answer(ScriptedAgent.Never);

        var call = _agent.Client().GetTaskAsync("t-1", cancel: caller.Token);
        await caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => call)).CancellationToken.ShouldBe(caller.Token);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "HTTP 401 Unauthorized (Bearer realm=\"a\"). Set BearerToken or ApiKey")]
    [InlineData(HttpStatusCode.Forbidden, "HTTP 403 Forbidden (Bearer realm=\"a\"). The credentials given may not do this.")]
    public async Task A_refusal_is_Unauthorized_whatever_the_body_says(HttpStatusCode status, string message)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent("""{"jsonrpc":"2.0","id":1,"result":{}}""") };
        response.Headers.WwwAuthenticate.ParseAdd("Bearer realm=\"a\"");
        _agent.Answer(response);

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.Unauthorized);
        fault.HttpStatus.ShouldBe(status);
        fault.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task An_error_of_the_agent_is_read_under_any_status(HttpStatusCode status)
    {
        _agent.Answer(
            """
            {"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"No such task.","data":[
              {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"TASK_NOT_FOUND","domain":"a2a-protocol.org","metadata":{"taskId":"t-1"}}]}}
            """,
            status);

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.AgentError);
        fault.ErrorCode.ShouldBe(A2AErrorCode.TaskNotFound);
        fault.ErrorName.ShouldBe("TaskNotFoundError");
        fault.Reason.ShouldBe("TASK_NOT_FOUND");
        fault.AgentMessage.ShouldBe("No such task.");
        fault.Details.ShouldHaveSingleItem().Metadata!["taskId"].ShouldBe("t-1");
        fault.Message.ShouldBe(
            "GetTask at https://agent.example/a2a: the agent answered TaskNotFoundError (-32001, TASK_NOT_FOUND): No such task.");
    }

    [Fact]
    public async Task A_code_and_data_of_a_foreign_agent_are_kept()
    {
        _agent.Answer("""{"jsonrpc":"2.0","id":null,"error":{"code":-32050,"message":"odd","data":{"why":"because"}}}""");

        var fault = await FailAsync();

        ((int)fault.ErrorCode!.Value).ShouldBe(-32050);
        fault.ErrorName.ShouldBeNull();
        fault.Reason.ShouldBeNull();
        fault.Details.ShouldBeEmpty();
        fault.ErrorData!.Value.GetProperty("why").GetString().ShouldBe("because");
        fault.Message.ShouldEndWith("the agent answered error (-32050): odd");
    }

    [Theory]
    [InlineData("<html>\n<b>Welcome</b>", "not a JSON-RPC response: <html> <b>Welcome</b>")]
    [InlineData("", "not a JSON-RPC response: (empty)")]
    [InlineData("[]", "not a JSON-RPC response: []")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":{}}""", "the answer is for request 2, this is request 1")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "neither a result nor an error")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"id":"t-1"}}""", "the result is no AgentTask: status is required and missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""", "the result is no AgentTask")]
    public async Task An_answer_that_is_no_JSON_RPC_is_a_ProtocolError_that_shows_it(string body, string message)
    {
        _agent.Answer(body);

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public async Task A_result_under_an_error_status_is_a_ProtocolError()
    {
        _agent.Answer("""{"jsonrpc":"2.0","id":1,"result":{}}""", HttpStatusCode.BadGateway);

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.HttpStatus.ShouldBe(HttpStatusCode.BadGateway);
        fault.Message.ShouldContain("HTTP 502 BadGateway (application/json)");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_names_its_target()
    {
        var response = new HttpResponseMessage(HttpStatusCode.PermanentRedirect);
        response.Headers.Location = new Uri("https://new.example/a2a");
        _agent.Answer(response);

        var fault = await FailAsync();

        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldContain("redirects to https://new.example/a2a");
    }

    [Fact]
    public async Task An_answer_over_the_size_limit_is_refused()
    {
        _agent.Answer(new HttpResponseMessage { Content = new StreamContent(new ChunkedBody([new string('x', 60), new string('x', 60)])) });
        var client = _agent.Client(new A2AClientOptions { HttpClient = new HttpClient(_agent), MaxResponseBytes = 100 });

        var fault = await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"));

        fault.Failure.ShouldBe(A2AClientFailure.ProtocolError);
        fault.Message.ShouldContain("longer than 100 bytes");
    }

    [Fact]
    public async Task User_information_and_query_stay_out_of_messages()
    {
        _agent.Answer("no");
        var client = new A2AClient("https://user:pass@agent.example/a2a?key=secret", _agent.Options());

        var fault = await Should.ThrowAsync<A2AClientException>(() => client.GetTaskAsync("t-1"));

        fault.Message.ShouldStartWith("GetTask at https://agent.example/a2a: ");
    }

    [Fact]
    public async Task A_long_foreign_text_is_cut()
    {
        _agent.Answer(new HttpResponseMessage { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(new string('y', 5000))) });

        (await FailAsync()).Message.Length.ShouldBeLessThan(400);
    }

    private Task<A2AClientException> FailAsync() => Should.ThrowAsync<A2AClientException>(() => _agent.Client().GetTaskAsync("t-1"));
}
