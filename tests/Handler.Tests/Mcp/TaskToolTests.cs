using System.Net;
using System.Security.Authentication;
using Handler.Tests.Cli;

namespace Handler.Tests.Mcp;

public sealed class TaskToolTests
{
    private const string OnTask = $$"""{"agent_url":"{{FakeAgent.Url}}","task_id":"t-1"}""";
    private const string Token = "abcdefghijklmnopqrstuvwxyz012345";

    [Fact]
    public async Task A_task_is_got()
    {
        var agent = new FakeAgent().Result("GetTask", FakeAgent.Task(
            "WORKING", more: ""","artifacts":[{"artifactId":"a","parts":[{"text":"made"}]}]"""));
        await using var session = await McpSession.StartAsync(agent);

        var result = (await session.CallAsync("get_task", $$"""{"agent_url":"{{FakeAgent.Url}}","task_id":"t-1","history_length":0}""")).Result;

        result.ToJsonString().ShouldBe("""{"task_id":"t-1","context_id":"c-1","state":"working","text":"made"}""");
        agent.Calls.ShouldHaveSingleItem().Parameters.ToJsonString().ShouldBe("""{"id":"t-1","historyLength":0}""");
    }

    [Fact]
    public async Task A_task_is_canceled()
    {
        var agent = new FakeAgent().Result("CancelTask", FakeAgent.Task("CANCELED"));
        await using var session = await McpSession.StartAsync(agent);

        ((string?)(await session.CallAsync("cancel_task", OnTask)).Result["state"]).ShouldBe("canceled");
    }

    [Theory]
    [InlineData("get_task", "GetTask", -32001, "The agent refused GetTask (TaskNotFoundError -32001): no. Give the task_id that send_message returned")]
    [InlineData("cancel_task", "CancelTask", -32002, "It has ended already; get_task tells how.")]
    [InlineData("get_task", "GetTask", -32603, "The agent refused GetTask (InternalError -32603): no.")]
    public async Task What_an_agent_refuses_is_a_tool_error_that_helps(string tool, string method, int code, string expected)
    {
        await using var session = await McpSession.StartAsync(new FakeAgent().Error(method, code, "no"));

        (await session.CallAsync(tool, OnTask)).Failure.ShouldContain(expected);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "refused (HTTP 401): credentials are missing or wrong. Ask the user for a token and pass it as bearer_token or api_key")]
    [InlineData(HttpStatusCode.Forbidden, "refused (HTTP 403)")]
    [InlineData(HttpStatusCode.NotFound, "There is no agent at http://agent.example")]
    public async Task What_a_server_answers_instead_is_a_tool_error_that_helps(HttpStatusCode status, string expected)
    {
        var agent = new FakeAgent { Instead = (_, _) => Task.FromResult(new HttpResponseMessage(status)) };
        await using var session = await McpSession.StartAsync(agent);

        (await session.CallAsync("get_task", OnTask)).Failure.ShouldContain(expected);
    }

    [Fact]
    public async Task An_agent_that_does_not_answer_is_named()
    {
        var agent = new FakeAgent { Instead = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused") };
        await using var session = await McpSession.StartAsync(agent);

        (await session.CallAsync("get_task", OnTask)).Failure
            .ShouldBe("No agent answers at http://agent.example/.well-known/agent-card.json: Connection refused. Check agent_url, and that the agent runs.");
    }

    [Fact]
    public async Task Why_TLS_failed_is_told()
    {
        var agent = new FakeAgent
        {
            Instead = (_, _) => throw new HttpRequestException(
                HttpRequestError.SecureConnectionError, "The SSL connection could not be established, see inner exception.", new AuthenticationException("No certificate")),
        };
        await using var session = await McpSession.StartAsync(agent);

        (await session.CallAsync("get_task", OnTask)).Failure
            .ShouldBe("No agent answers at http://agent.example/.well-known/agent-card.json: TLS failed (is it an https URL that should be http?): No certificate. " +
                "Check agent_url, and that the agent runs.");
    }

    [Theory]
    [InlineData("\"history_length\":-1", "history_length: -1 is no length")]
    [InlineData("\"history_length\":1.5", "'history_length' is to be a whole number, not number.")]
    public async Task A_wrong_argument_is_explained(string more, string expected)
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        (await session.CallAsync("get_task", $$"""{"agent_url":"{{FakeAgent.Url}}","task_id":"t-1",{{more}}}""")).Failure.ShouldContain(expected);
    }

    [Fact]
    public async Task A_webhook_is_set_under_the_usual_id_and_its_token_masked()
    {
        var agent = new FakeAgent().Result("CreateTaskPushNotificationConfig", """{"id":"default","taskId":"t-1","url":"http://w/h"}""");
        await using var session = await McpSession.StartAsync(agent);

        var run = await session.CallAsync(
            "set_task_notification", $$"""{"agent_url":"{{FakeAgent.Url}}","task_id":"t-1","webhook_url":"http://w/h","webhook_token":"{{Token}}"}""");

        run.Result.ToJsonString().ShouldBe("""{"task_id":"t-1","url":"http://w/h","token":"abcdefghijklmnopqrst...","config_id":"default"}""");
        agent.Calls.ShouldHaveSingleItem().Parameters.ToJsonString()
            .ShouldBe($$"""{"id":"default","taskId":"t-1","url":"http://w/h","token":"{{Token}}"}""");
    }

    [Fact]
    public async Task A_webhook_is_got_and_its_token_masked()
    {
        var agent = new FakeAgent().Result(
            "ListTaskPushNotificationConfigs", $$"""{"configs":[{"id":"only","taskId":"t-1","url":"http://w/h","token":"{{Token}}"}],"nextPageToken":""}""");
        await using var session = await McpSession.StartAsync(agent);

        var run = await session.CallAsync("get_task_notification", OnTask);

        run.Result.ToJsonString().ShouldBe("""{"task_id":"t-1","url":"http://w/h","token":"abcdefghijklmnopqrst...","config_id":"only"}""");
    }

    [Fact]
    public async Task That_there_is_no_webhook_is_said_with_what_sets_one()
    {
        var agent = new FakeAgent().Result("ListTaskPushNotificationConfigs", """{"configs":[],"nextPageToken":""}""");
        await using var session = await McpSession.StartAsync(agent);

        (await session.CallAsync("get_task_notification", OnTask)).Failure
            .ShouldBe("Task 't-1' has no push config. Name one with config_id, or set one with set_task_notification.");
    }

    [Fact]
    public async Task A_webhook_that_is_none_is_refused_before_the_agent_is_asked()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        (await session.CallAsync("set_task_notification", $$"""{"agent_url":"{{FakeAgent.Url}}","task_id":"t-1","webhook_url":"w"}""")).Failure
            .ShouldContain("webhook_url: 'w' is no http or https URL");
    }

    [Theory]
    [InlineData(null, "Bearer saved-token-of-this-agent")]
    [InlineData("\"bearer_token\":\"given\"", "Bearer given")]
    [InlineData("\"api_key\":\"given\"", null)]
    public async Task Credentials_that_are_given_beat_the_saved_ones(string? more, string? expected)
    {
        var agent = new FakeAgent().Result("GetTask", FakeAgent.Task("WORKING"));
        await using var session = await McpSession.StartAsync(agent);
        await session.Profiles.SetBearerTokenAsync(FakeAgent.Url, "saved-token-of-this-agent");

        await session.CallAsync("get_task", $$"""{"agent_url":"{{FakeAgent.Url}}","task_id":"t-1"{{(more is null ? "" : "," + more)}}}""");

        var headers = agent.Calls.ShouldHaveSingleItem().Request.Headers;
        (headers.TryGetValues("Authorization", out var sent) ? sent.Single() : null).ShouldBe(expected);
        headers.Contains("X-API-Key").ShouldBe(expected is null);
    }

    [Fact]
    public async Task Saved_credentials_are_not_sent_where_a_card_leads_away()
    {
        var agent = new FakeAgent();
        await using var session = await McpSession.StartAsync(agent);
        await session.Profiles.SetBearerTokenAsync("https://proxy.example", "saved");

        (await session.CallAsync("get_task", """{"agent_url":"https://proxy.example","task_id":"t-1"}""")).Failure
            .ShouldContain("The agent's card leads to http://agent.example, another origin");
        agent.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Damaged_credentials_are_named()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());
        session.Files["credentials.json"] = "{";

        (await session.CallAsync("get_task", OnTask)).Failure.ShouldContain("credentials.json' is damaged");
    }

    [Fact]
    public async Task A_saved_secret_that_an_agent_repeats_is_masked()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent().Error("GetTask", -32603, $"wrong token {Token}"));
        await session.Profiles.SetBearerTokenAsync(FakeAgent.Url, Token);

        (await session.CallAsync("get_task", OnTask)).Failure.ShouldContain("wrong token abcdefghijklmnopqrst...");
    }

    [Theory]
    [InlineData("\"bearer_token\":\"" + Token + "\"")]
    [InlineData("\"api_key\":\"" + Token + "\"")]
    public async Task A_secret_that_an_agent_repeats_is_masked(string secret)
    {
        var agent = new FakeAgent()
            .Error("GetTask", -32603, $"wrong token {Token}")
            .Result("CancelTask", FakeAgent.Task("CANCELED", more: $$""","artifacts":[{"artifactId":"a","parts":[{"text":"I was given {{Token}}"}]}]"""));
        await using var session = await McpSession.StartAsync(agent);
        var arguments = $$"""{"agent_url":"{{FakeAgent.Url}}","task_id":"t-1",{{secret}}}""";

        (await session.CallAsync("get_task", arguments)).Failure.ShouldContain("wrong token abcdefghijklmnopqrst...");
        var canceled = await session.CallAsync("cancel_task", arguments);

        ((string?)canceled.Result["text"]).ShouldBe("I was given abcdefghijklmnopqrst...");
        session.Log.Entries.ShouldAllBe(entry => !entry.Message.Contains(Token));
    }
}
