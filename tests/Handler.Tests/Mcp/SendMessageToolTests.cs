using Handler.TestKit;
using Handler.Tests.Cli;
using Handler.Tests.Client;

namespace Handler.Tests.Mcp;

public sealed class SendMessageToolTests
{
    private const string To = $"\"agent_url\":\"{FakeAgent.Url}\"";

    [Theory]
    [InlineData("Process this data", "completed", false)]
    [InlineData("steps 2 fail", "failed", false)]
    [InlineData("steps 1 ask", "input-required", true)]
    public async Task Message_waits_for_its_task(string text, string state, bool needsInput)
    {
        await using var agent = await StepAgentHost.StartAsync();
        await using var session = await McpSession.StartAsync(agent.Network);

        var result = (await session.CallAsync("send_message", $$"""{"agent_url":"{{StepAgentHost.Url}}","message":"{{text}}"}""")).Result;

        ((string?)result["state"]).ShouldBe(state);
        ((string?)result["task_id"]).ShouldNotBeNullOrEmpty();
        ((string?)result["context_id"]).ShouldNotBeNullOrEmpty();
        ((string?)result["text"]).ShouldNotBeNullOrEmpty();
        ((bool?)result["needs_input"]).ShouldBe(needsInput);
        ((bool?)result["needs_auth"]).ShouldBe(false);
    }

    [Fact]
    public async Task Answer_goes_on_with_the_saved_session()
    {
        await using var agent = await StepAgentHost.StartAsync();
        await using var session = await McpSession.StartAsync(agent.Network);
        Task<ToolRun> Send(string more) => session.CallAsync("send_message", $$"""{"agent_url":"{{StepAgentHost.Url}}",{{more}}}""");

        var asked = (await Send("\"message\":\"ask\"")).Result;
        var answered = (await Send("\"message\":\"go on\",\"use_session\":true")).Result;
        var next = (await Send("\"message\":\"more\",\"use_session\":true")).Result;
        var anew = (await Send("\"message\":\"other\"")).Result;

        ((string?)answered["task_id"]).ShouldBe((string?)asked["task_id"]);
        ((string?)answered["state"]).ShouldBe("completed");
        ((string?)next["task_id"]).ShouldNotBe((string?)asked["task_id"]);
        ((string?)next["context_id"]).ShouldBe((string?)asked["context_id"]);
        ((string?)anew["context_id"]).ShouldNotBe((string?)asked["context_id"]);
        session.Profiles.FindSession(StepAgentHost.Url)!.ContextId.ShouldBe((string?)anew["context_id"]);
    }

    [Fact]
    public async Task A_session_that_is_not_there_is_begun()
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("COMPLETED")}}}""");
        await using var session = await McpSession.StartAsync(agent);

        (await session.CallAsync("send_message", $$"""{{{To}},"message":"x","use_session":true}""")).IsError.ShouldBeFalse();

        var sent = agent.Calls.ShouldHaveSingleItem().Parameters["message"]!;
        (sent["taskId"], sent["contextId"]).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("\"context_id\":\"c-9\",\"task_id\":\"t-9\"", "t-9", "c-9")]
    [InlineData("\"context_id\":\"c-9\",\"use_session\":true", null, "c-9")]
    [InlineData("\"task_id\":\"t-9\",\"context_id\":\"\",\"use_session\":true", "t-9", null)]
    public async Task Ids_that_are_given_beat_the_session(string more, string? taskId, string? contextId)
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("COMPLETED")}}}""");
        await using var session = await McpSession.StartAsync(agent);
        await session.Profiles.SaveSessionAsync(FakeAgent.Url, "c-1", "t-1", Handler.Protocol.TaskState.Working);

        await session.CallAsync("send_message", $$"""{{{To}},"message":"x",{{more}}}""");

        var sent = agent.Calls.ShouldHaveSingleItem().Parameters["message"]!;
        ((string?)sent["taskId"], (string?)sent["contextId"]).ShouldBe((taskId, contextId));
    }

    [Fact]
    public async Task Without_a_wait_the_task_is_left_working()
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("WORKING")}}}""");
        await using var session = await McpSession.StartAsync(agent);

        var result = (await session.CallAsync("send_message", $$"""{{{To}},"message":"x","wait_seconds":0}""")).Result;

        ((string?)result["state"]).ShouldBe("working");
        agent.Calls.ShouldHaveSingleItem().Parameters["configuration"]!.ToJsonString().ShouldBe("""{"returnImmediately":true}""");
        session.Profiles.FindSession(FakeAgent.Url)!.TaskId.ShouldBe("t-1");
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_is_over_and_tells_meanwhile_that_it_lives()
    {
        var clock = new ManualClock();
        var agent = new FakeAgent()
            .Result("SendMessage", $$"""{"task":{{FakeAgent.Task("SUBMITTED")}}}""")
            .Result("GetTask", FakeAgent.Task("WORKING"));
        using var network = new HangsOnce("GetTask", agent);
        await using var session = await McpSession.StartAsync(network, clock);
        var calling = session.CallAsync("send_message", $$"""{{{To}},"message":"x","wait_seconds":12}""", """{"progressToken":"p-1"}""");

        await AdvanceAsync(clock, TimeSpan.FromSeconds(5));
        await ToldAsync(session, 1);
        await AdvanceAsync(clock, TimeSpan.FromSeconds(5));
        await ToldAsync(session, 2);
        await AdvanceAsync(clock, TimeSpan.FromSeconds(2));

        ((string?)(await calling).Result["state"]).ShouldBe("working");
        session.Notifications.Select(told => told["params"]!.ToJsonString()).ShouldBe(
        [
            """{"progressToken":"p-1","progress":5,"total":12,"message":"waiting for task t-1"}""",
            """{"progressToken":"p-1","progress":10,"total":12,"message":"waiting for task t-1"}""",
        ]);
        session.Notifications.ShouldAllBe(told => (string?)told["method"] == "notifications/progress");
    }

    [Fact]
    public async Task An_answer_without_a_task_is_its_text()
    {
        var agent = new FakeAgent().Result(
            "SendMessage", """{"message":{"messageId":"m","contextId":"c-1","role":"ROLE_AGENT","parts":[{"text":"hello"}]}}""");
        await using var session = await McpSession.StartAsync(agent);

        var result = (await session.CallAsync("send_message", $$"""{{{To}},"message":"x"}""")).Result;

        result.ToJsonString().ShouldBe("""{"context_id":"c-1","task_id":null,"state":null,"text":"hello","needs_input":false,"needs_auth":false}""");
        session.Profiles.FindSession(FakeAgent.Url)!.ContextId.ShouldBe("c-1");
    }

    [Fact]
    public async Task A_webhook_goes_with_the_message()
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("AUTH_REQUIRED")}}}""");
        await using var session = await McpSession.StartAsync(agent);

        var result = (await session.CallAsync("send_message", $$"""{{{To}},"message":"x","push_url":"http://w/h","push_token":"s3cret"}""")).Result;

        ((bool?)result["needs_auth"]).ShouldBe(true);
        agent.Calls.ShouldHaveSingleItem().Parameters["configuration"]!["taskPushNotificationConfig"]!.ToJsonString()
            .ShouldBe("""{"id":"default","url":"http://w/h","token":"s3cret"}""");
    }

    [Theory]
    [InlineData("\"wait_seconds\":601", "wait_seconds: 601 is no time to wait; give 0 to 600.")]
    [InlineData("\"wait_seconds\":-1", "wait_seconds: -1 is no time to wait")]
    [InlineData("\"wait_seconds\":\"soon\"", "'wait_seconds' is to be a number, not string.")]
    [InlineData("\"use_session\":\"yes\"", "'use_session' is to be true or false, not string.")]
    [InlineData("\"push_token\":\"x\"", "push_token goes with push_url, which is missing.")]
    [InlineData("\"push_url\":\"nowhere\"", "push_url: 'nowhere' is no http or https URL")]
    [InlineData("\"push_url\":\"http://w\",\"push_token\":\"a\\nb\"", "push_token: the token has the character U+000A")]
    [InlineData("\"text\":\"x\"", "send_message has no parameter 'text'. It takes ")]
    [InlineData("\"bearer_token\":\"a\\nb\"", "not visible ASCII")]
    public async Task A_wrong_argument_is_explained_and_nothing_is_sent(string more, string expected)
    {
        var agent = new FakeAgent();
        await using var session = await McpSession.StartAsync(agent);

        var failure = (await session.CallAsync("send_message", $$"""{{{To}},"message":"x",{{more}}}""")).Failure;

        failure.ShouldContain(expected);
        agent.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}", "send_message needs agent_url and message.")]
    [InlineData("""{"agent_url":"http://a","message":""}""", "send_message needs message.")]
    [InlineData("""{"agent_url":"http://me:secret@a","message":"x"}""", "agent_url: the URL to a holds a user or a password")]
    [InlineData("""{"agent_url":"localhost:8000","message":"x"}""", "agent_url: 'localhost:8000' is no http or https URL")]
    public async Task A_missing_argument_is_named(string arguments, string expected)
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        (await session.CallAsync("send_message", arguments)).Failure.ShouldContain(expected);
    }

    [Fact]
    public async Task An_agent_that_is_lost_while_its_task_is_waited_for_leaves_the_task_s_id()
    {
        var agent = new FakeAgent()
            .Result("SendMessage", $$"""{"task":{{FakeAgent.Task("WORKING")}}}""")
            .Result("GetTask", () => throw new HttpRequestException("Connection reset"));
        var clock = new ManualClock();
        await using var session = await McpSession.StartAsync(agent, clock);

        var failure = (await clock.PassAsync(session.CallAsync("send_message", $$"""{{{To}},"message":"x"}"""))).Failure;

        failure.ShouldStartWith("Task t-1 was begun, but its agent was lost while it was waited for. No agent answers at http://agent.example: Connection reset.");
        failure.ShouldEndWith("Look at it later with get_task and task_id t-1; do not send the message again.");
        session.Profiles.FindSession(FakeAgent.Url)!.TaskId.ShouldBe("t-1");
    }

    [Fact]
    public async Task That_a_session_cannot_be_saved_is_no_failure()
    {
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("COMPLETED")}}}""");
        await using var session = await McpSession.StartAsync(agent);
        session.Files.ChangeFault = Handler.Client.Profiles.ProfileException.NoFolder();

        (await session.CallAsync("send_message", $$"""{{{To}},"message":"x"}""")).IsError.ShouldBeFalse();

        session.Log.Entries.ShouldContain(entry => entry.Message.StartsWith("The session was not saved: "));
    }

    /// <summary>Moves time to the next thing that waits for it, once that is this far away.</summary>
    private static async Task AdvanceAsync(ManualClock clock, TimeSpan by)
    {
        var due = clock.GetUtcNow() + by;
        while (clock.NextDue != due)
        {
            await Task.Yield();
        }

        clock.AdvanceTo(due);
    }

    /// <summary>Lets time stand until so much was told: what is told says what time it is.</summary>
    private static async Task ToldAsync(McpSession session, int times)
    {
        while (session.Notifications.Count < times)
        {
            await Task.Yield();
        }
    }

    /// <summary>Does not answer the first call of a method.</summary>
    private sealed class HangsOnce(string method, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _hung;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            if (body.Contains(method, StringComparison.Ordinal) && Interlocked.Exchange(ref _hung, 1) == 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
