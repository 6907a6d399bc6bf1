using Handler.Tests.Cli;

namespace Handler.Tests.Mcp;

public sealed class CardToolTests
{
    [Fact]
    public async Task A_card_is_got_and_says_whether_there_are_pushes()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent { Capabilities = "{}" });

        var card = (await session.CallAsync("get_agent_card", $$"""{"agent_url":"{{FakeAgent.Url}}"}""")).Result;

        ((string?)card["name"]).ShouldBe("Fake");
        ((bool?)card["capabilities"]!["pushNotifications"]).ShouldBe(false);
        ((string?)card["skills"]![0]!["id"]).ShouldBe("s");
    }

    [Fact]
    public async Task A_card_is_valid()
    {
        await using var agent = await StepAgentHost.StartAsync();
        await using var session = await McpSession.StartAsync(agent.Network);

        var result = (await session.CallAsync("validate_agent_card", $$"""{"source":"{{StepAgentHost.Url}}"}""")).Result;

        ((bool?)result["valid"]).ShouldBe(true);
        ((string?)result["source"]).ShouldBe(StepAgentHost.Url + ".well-known/agent-card.json");
        ((string?)result["source_type"]).ShouldBe("url");
        ((string?)result["agent_name"]).ShouldNotBeNullOrEmpty();
        ((string?)result["protocol_version"]).ShouldNotBeNull().ShouldContain("1.0");
        result["issues"]!.AsArray().Where(issue => (string?)issue!["type"] != "warning").ShouldBeEmpty();
        result["capabilities"]!.ToJsonString().ShouldBe("""{"streaming":true,"push_notifications":true}""");
        result["skills"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_card_that_is_not_valid_is_a_result_with_every_fault()
    {
        var agent = new FakeAgent { Instead = (_, _) => Task.FromResult(FakeAgent.Json("""{"name":7,"supportedInterfaces":[]}""")) };
        await using var session = await McpSession.StartAsync(agent);

        var result = (await session.CallAsync("validate_agent_card", $$"""{"source":"{{FakeAgent.Url}}","from_file":false}""")).Result;

        ((bool?)result["valid"]).ShouldBe(false);
        result["issues"]!.AsArray().ShouldContain(issue => (string?)issue!["field"] == "name" && (string?)issue["type"] == "wrong_type");
        result["issues"]!.AsArray().ShouldContain(issue => (string?)issue!["field"] == "skills" && (string?)issue["type"] == "missing");
    }

    [Theory]
    [InlineData("""{"source":"/nowhere/card.json","from_file":true}""", "The file '/nowhere/card.json' cannot be read")]
    [InlineData("""{"source":"card.json"}""", "source: 'card.json' is no http or https URL; write it like http://localhost:8000, or give a file's path with from_file=true.")]
    [InlineData("""{"from_file":true}""", "validate_agent_card needs source.")]
    public async Task A_source_that_cannot_be_read_is_an_error(string arguments, string expected)
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        (await session.CallAsync("validate_agent_card", arguments)).Failure.ShouldContain(expected);
    }
}
