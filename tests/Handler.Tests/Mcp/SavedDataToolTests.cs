using Handler.Client.Profiles;
using Handler.Protocol;
using Handler.TestKit;
using Handler.Tests.Cli;

namespace Handler.Tests.Mcp;

/// <summary>Sessions and credentials: the tools that call no agent.</summary>
public sealed class SavedDataToolTests
{
    private const string Agent = "http://h:8000";
    private const string ToAgent = $$"""{"agent_url":"{{Agent}}/"}""";
    private const string Token = "abcdefghijklmnopqrstuvwxyz012345";

    [Fact]
    public async Task Sessions_are_listed_the_newest_first()
    {
        var clock = new ManualClock();
        await using var session = await McpSession.StartAsync(new FakeAgent(), clock);
        await session.Profiles.SaveSessionAsync("http://other", "c-0", null, null);
        clock.Advance(TimeSpan.FromSeconds(1));
        await session.Profiles.SaveSessionAsync(Agent, "c-1", "t-1", TaskState.Working);
        await session.Profiles.SetBearerTokenAsync(Agent, Token);

        var result = (await session.CallAsync("list_sessions", "{}")).Result;

        result.ToJsonString().ShouldBe(
            """{"count":2,"sessions":[{"agent_url":"http://h:8000","context_id":"c-1","task_id":"t-1","has_credentials":true},""" +
            """{"agent_url":"http://other","context_id":"c-0","task_id":null,"has_credentials":false}]}""");
    }

    [Fact]
    public async Task Without_sessions_the_list_is_empty()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        (await session.CallAsync("list_sessions", "{}")).Result.ToJsonString().ShouldBe("""{"count":0,"sessions":[]}""");
        (await session.CallAsync("get_session_info", ToAgent)).Result.ToJsonString()
            .ShouldBe("""{"agent_url":"http://h:8000/","context_id":null,"task_id":null,"has_credentials":false}""");
        (await session.CallAsync("clear_session_data", "{}")).Result.ToJsonString().ShouldBe("""{"cleared":0}""");
    }

    [Fact]
    public async Task A_session_is_shown_and_cleared()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());
        await session.Profiles.SaveSessionAsync(Agent, "c-1", "t-1", TaskState.Working);
        await session.Profiles.SaveSessionAsync("http://other", "c-2", null, null);
        await session.Profiles.SetBearerTokenAsync(Agent, Token);

        (await session.CallAsync("get_session_info", ToAgent)).Result.ToJsonString()
            .ShouldBe("""{"agent_url":"http://h:8000","context_id":"c-1","task_id":"t-1","has_credentials":true}""");
        (await session.CallAsync("clear_session_data", ToAgent)).Result.ToJsonString().ShouldBe("""{"cleared":1}""");
        session.Profiles.ListSessions().ShouldHaveSingleItem().AgentUrl.ShouldBe("http://other");
        (await session.CallAsync("clear_session_data", "{}")).Result.ToJsonString().ShouldBe("""{"cleared":1}""");
        session.Profiles.FindCredential(Agent).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("bearer_token", "bearer", CredentialType.Bearer)]
    [InlineData("api_key", "api_key", CredentialType.ApiKey)]
    public async Task Credentials_are_saved_never_told_and_cleared(string parameter, string type, CredentialType saved)
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        var set = await session.CallAsync("set_agent_credentials", $$"""{"agent_url":"{{Agent}}","{{parameter}}":"{{Token}}"}""");

        set.Result.ToJsonString().ShouldBe($$"""{"agent_url":"{{Agent}}","auth_type":"{{type}}"}""");
        var found = session.Profiles.FindCredential(Agent)!;
        (found.Type, found.Secret, found.ApiKeyHeader).ShouldBe((saved, Token, "X-API-Key"));
        (await session.CallAsync("clear_agent_credentials", ToAgent)).Result.ToJsonString().ShouldBe("""{"agent_url":"http://h:8000/","cleared":true}""");
        (await session.CallAsync("clear_agent_credentials", ToAgent)).Result.ToJsonString().ShouldBe("""{"agent_url":"http://h:8000/","cleared":false}""");
    }

    [Theory]
    [InlineData("set_agent_credentials", ToAgent, "give either bearer_token or api_key")]
    [InlineData("set_agent_credentials", $$"""{"agent_url":"{{Agent}}","bearer_token":"a","api_key":"b"}""", "give either bearer_token or api_key")]
    [InlineData("set_agent_credentials", $$"""{"agent_url":"{{Agent}}","bearer_token":"a b\n"}""", "The secret has the character U+000A")]
    [InlineData("set_agent_credentials", """{"agent_url":"h","bearer_token":"a"}""", "agent_url: 'h' is no http or https URL")]
    [InlineData("get_session_info", "{}", "get_session_info needs agent_url.")]
    [InlineData("clear_session_data", """{"agent_url":"h"}""", "agent_url: 'h' is no http or https URL")]
    [InlineData("clear_agent_credentials", """{"agent_url":7}""", "'agent_url' is to be a text, not number.")]
    [InlineData("list_sessions", """{"agent_url":"http://h"}""", "list_sessions has no parameter 'agent_url'. It takes none.")]
    public async Task A_wrong_argument_is_explained(string tool, string arguments, string expected)
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());

        (await session.CallAsync(tool, arguments)).Failure.ShouldContain(expected);
    }

    [Fact]
    public async Task What_cannot_be_saved_is_an_error()
    {
        await using var session = await McpSession.StartAsync(new FakeAgent());
        session.Files.ChangeFault = ProfileException.NoFolder();

        (await session.CallAsync("set_agent_credentials", $$"""{"agent_url":"{{Agent}}","bearer_token":"a"}""")).Failure
            .ShouldContain("Name one in the environment variable HANDLER_CONFIG_DIR");
    }
}
