using Handler.Tests.Cli;

namespace Handler.Tests.Mcp;

/// <summary>The tools against an agent of each dialect: its card decides.</summary>
public sealed class DialectTests
{
    private const string Token = "abcdefghijklmnopqrstuvwxyz012345";

    public static TheoryData<string> Cards => [".well-known/agent-card.json", ".well-known/agent.json", "agentCard"];

    [Theory]
    [MemberData(nameof(Cards))]
    public async Task A_task_is_begun_answered_got_and_not_canceled_when_it_has_ended(string card)
    {
        await using var agent = await StepAgentHost.StartAsync();
        await using var session = await McpSession.StartAsync(agent.Network);
        Task<ToolRun> Call(string tool, string more) => session.CallAsync(tool, $$"""{"agent_url":"{{StepAgentHost.Url}}{{card}}",{{more}}}""");

        var asked = (await Call("send_message", "\"message\":\"steps 1 ask\"")).Result;
        var task = (string)asked["task_id"]!;
        var answered = (await Call("send_message", "\"message\":\"go on\",\"use_session\":true")).Result;
        var got = (await Call("get_task", $"\"task_id\":\"{task}\",\"history_length\":0")).Result;
        var canceled = (await Call("cancel_task", $"\"task_id\":\"{task}\"")).Failure;

        ((string?)asked["state"], (bool?)asked["needs_input"]).ShouldBe(("input-required", true));
        ((string?)answered["task_id"], (string?)answered["state"]).ShouldBe((task, "completed"));
        ((string?)got["state"], (string?)got["context_id"]).ShouldBe(("completed", (string?)asked["context_id"]));
        ((string?)got["text"]).ShouldNotBeNullOrEmpty();
        canceled.ShouldEndWith("It has ended already; get_task tells how.");
        session.Profiles.ListSessions().ShouldHaveSingleItem().AgentUrl.ShouldBe(StepAgentHost.Url.TrimEnd('/'));
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public async Task A_webhook_is_set_and_got_with_its_token_masked(string card)
    {
        await using var agent = await StepAgentHost.StartAsync();
        await using var session = await McpSession.StartAsync(agent.Network);
        Task<ToolRun> Call(string tool, string more) => session.CallAsync(tool, $$"""{"agent_url":"{{StepAgentHost.Url}}{{card}}",{{more}}}""");
        var task = (string)(await Call("send_message", "\"message\":\"ask\"")).Result["task_id"]!;

        var none = (await Call("get_task_notification", $"\"task_id\":\"{task}\"")).Failure;
        var set = (await Call("set_task_notification", $"\"task_id\":\"{task}\",\"webhook_url\":\"http://127.0.0.1:9/h\",\"webhook_token\":\"{Token}\"")).Result;
        var got = (await Call("get_task_notification", $"\"task_id\":\"{task}\"")).Result;

        none.ShouldContain($"Task '{task}' has no push config.");
        set.ToJsonString().ShouldBe($$"""{"task_id":"{{task}}","url":"http://127.0.0.1:9/h","token":"abcdefghijklmnopqrst...","config_id":"default"}""");
        got.ToJsonString().ShouldBe(set.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public async Task A_card_of_every_dialect_is_got(string card)
    {
        await using var agent = await StepAgentHost.StartAsync();
        await using var session = await McpSession.StartAsync(agent.Network);

        var got = (await session.CallAsync("get_agent_card", $$"""{"agent_url":"{{StepAgentHost.Url}}{{card}}"}""")).Result;

        ((bool?)got["capabilities"]!["pushNotifications"]).ShouldBe(true);
        got["skills"]!.AsArray().ShouldNotBeEmpty();
    }
}
