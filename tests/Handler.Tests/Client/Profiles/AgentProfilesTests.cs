using Handler.Client;
using Handler.Client.Profiles;
using Handler.Protocol;
using Handler.TestKit;
using Handler.Tests.Cli;

namespace Handler.Tests.Client.Profiles;

public sealed class AgentProfilesTests
{
    private const string Agent = "http://h:8000";

    private readonly MemoryProfileFiles _files = new();
    private readonly ManualClock _clock = new();
    private readonly AgentProfiles _profiles;

    public AgentProfilesTests() => _profiles = new AgentProfiles(_files, _clock);

    [Fact]
    public async Task Session_is_found_again_however_the_URL_is_written()
    {
        await _profiles.SaveSessionAsync("http://H:8000/", "c-1", "t-1", TaskState.Working);

        _profiles.FindSession(Agent).ShouldBe(new SavedSession { AgentUrl = Agent, ContextId = "c-1", TaskId = "t-1", SavedAt = _clock.GetUtcNow() });
        _profiles.FindSession(Agent + "/other").ShouldBeNull();
    }

    [Theory]
    [InlineData(TaskState.Working, "t-1")]
    [InlineData(TaskState.InputRequired, "t-1")]
    [InlineData(TaskState.Completed, null)]
    [InlineData(TaskState.Failed, null)]
    public async Task Task_is_remembered_while_it_takes_messages(TaskState state, string? expected)
    {
        await _profiles.SaveSessionAsync(Agent, "c-1", "t-1", state);

        _profiles.FindSession(Agent)!.TaskId.ShouldBe(expected);
    }

    [Fact]
    public async Task An_answer_without_any_id_leaves_the_session_as_it_is()
    {
        await _profiles.SaveSessionAsync(Agent, "c-1", null, null);

        await _profiles.SaveSessionAsync(Agent, null, "t-2", TaskState.Completed);

        _profiles.FindSession(Agent)!.ContextId.ShouldBe("c-1");
        _files.Changes.ShouldBe(1);
    }

    [Fact]
    public async Task Sessions_are_listed_the_newest_first_and_the_oldest_goes()
    {
        foreach (var number in Enumerable.Range(1, 203))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await _profiles.SaveSessionAsync($"http://h:{number}", "c", null, null);
        }

        var listed = _profiles.ListSessions().Select(session => session.AgentUrl).ToList();

        listed.Count.ShouldBe(200);
        listed[0].ShouldBe("http://h:203");
        listed[^1].ShouldBe("http://h:4");
    }

    [Fact]
    public async Task Clearing_sessions_leaves_credentials()
    {
        await _profiles.SetBearerTokenAsync(Agent, "a-token");
        await _profiles.SaveSessionAsync(Agent, "c-1", null, null);
        await _profiles.SaveSessionAsync("http://other", "c-2", null, null);

        (await _profiles.ClearSessionAsync(Agent + "/")).ShouldBeTrue();
        (await _profiles.ClearSessionAsync(Agent)).ShouldBeFalse();
        (await _profiles.ClearSessionsAsync()).ShouldBe(1);
        (await _profiles.ClearSessionsAsync()).ShouldBe(0);

        _profiles.ListSessions().ShouldBeEmpty();
        _profiles.FindCredential(Agent).ShouldNotBeNull();
    }

    [Fact]
    public async Task Credential_is_for_its_agent_and_replaces_the_one_before()
    {
        await _profiles.SetBearerTokenAsync(Agent, "a-token");
        await _profiles.SetApiKeyAsync(Agent + "/", "a-key", "X-Key");

        var saved = _profiles.FindCredential("http://h:8000/.well-known/agent-card.json")!;

        (saved.BearerToken, saved.ApiKey, saved.ApiKeyHeader, saved.Origin).ShouldBe((null, "a-key", "X-Key", new Uri(Agent)));
        _profiles.FindCredential("http://h:8001").ShouldBeNull();
        _profiles.FindCredential("https://h:8000").ShouldBeNull();
        (await _profiles.ClearCredentialAsync(Agent)).ShouldBeTrue();
        (await _profiles.ClearCredentialAsync(Agent)).ShouldBeFalse();
        _profiles.FindCredential(Agent).ShouldBeNull();
    }

    [Fact]
    public async Task Credential_prints_without_its_secret()
    {
        await _profiles.SetBearerTokenAsync(Agent, "abcdefghijklmnop");

        _profiles.FindCredential(Agent)!.ToString().ShouldBe("Bearer for http://h:8000: abcd...");
    }

    [Theory]
    [InlineData("", "The secret is empty")]
    [InlineData("a\nb", "U+000A")]
    [InlineData(" a", "begins or ends with a space")]
    public async Task Secret_that_cannot_be_sent_is_not_saved(string secret, string expected)
    {
        var bearer = await Should.ThrowAsync<ArgumentException>(() => _profiles.SetBearerTokenAsync(Agent, secret));
        var key = await Should.ThrowAsync<ArgumentException>(() => _profiles.SetApiKeyAsync(Agent, secret));

        bearer.Message.ShouldContain(expected);
        key.Message.ShouldContain(expected);
        _files.Has("credentials.json").ShouldBeFalse();
    }

    [Theory]
    [InlineData("no name")]
    [InlineData("Content-Type")]
    [InlineData("")]
    public async Task Header_that_cannot_be_sent_is_not_saved(string header) =>
        (await Should.ThrowAsync<ArgumentException>(() => _profiles.SetApiKeyAsync(Agent, "k", header))).Message.ShouldContain($"'{header}'");

    [Theory]
    [InlineData("not json", ProfileFailure.Damaged, "it is no JSON that was saved here (line 1)")]
    [InlineData("", ProfileFailure.Damaged, "it is no JSON")]
    [InlineData("null", ProfileFailure.Damaged, "it holds null")]
    [InlineData("{}", ProfileFailure.Damaged, "it is no JSON that was saved here")]
    [InlineData("""{"version":0,"agents":{}}""", ProfileFailure.Damaged, "\"version\": 0")]
    [InlineData("""{"version":1,"agents":{"http://h":null}}""", ProfileFailure.Damaged, "it holds null for 'http://h'")]
    [InlineData("""{"version":1,"agents":{"http://h":{"type":"Bearer","secret":null}}}""", ProfileFailure.Damaged, "it is no JSON")]
    [InlineData("""{"version":1,"agents":{"http://h":{"type":"Bearer"}}}""", ProfileFailure.Damaged, "it is no JSON")]
    [InlineData("""{"version":2,"agents":{}}""", ProfileFailure.Newer, "newer version (format 2, known is 1)")]
    public void Content_that_is_none_of_ours_is_said_with_its_path(string content, ProfileFailure failure, string expected)
    {
        _files["credentials.json"] = content;

        var error = Should.Throw<ProfileException>(() => _profiles.FindCredential(Agent));

        error.Failure.ShouldBe(failure);
        error.Message.ShouldContain("'/home/u/.config/handler/credentials.json'");
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public void A_damaged_secret_is_not_repeated()
    {
        _files["credentials.json"] = """{"version":1,"agents":{"http://h":{"type":"s3cret","secret":"s3cret"}}}""";

        Should.Throw<ProfileException>(() => _profiles.FindCredential(Agent)).Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_found_and_saving_says_so()
    {
        var homeless = AgentProfiles.In(null, _clock, _ => { });

        homeless.ListSessions().ShouldBeEmpty();
        homeless.FindCredential(Agent).ShouldBeNull();
        (await homeless.ClearSessionsAsync()).ShouldBe(0);
        var error = await Should.ThrowAsync<ProfileException>(() => homeless.SaveSessionAsync(Agent, "c", null, null));
        error.Message.ShouldContain("HANDLER_CONFIG_DIR");
    }

    [Theory]
    [InlineData("WORKING", "t-1")]
    [InlineData("INPUT_REQUIRED", "t-1")]
    [InlineData("COMPLETED", null)]
    public async Task A_session_goes_on_with_its_task_while_that_takes_messages(string state, string? expected)
    {
        var agent = new FakeAgent().Result("GetTask", FakeAgent.Task(state));

        var session = await ResumeAsync(agent);

        session.ShouldNotBeNull();
        (session.ContextId, session.TaskId).ShouldBe(("c-1", expected));
    }

    [Fact]
    public async Task A_task_that_the_agent_no_longer_knows_is_left_behind()
    {
        var session = await ResumeAsync(new FakeAgent().Error("GetTask", -32001, "gone"));

        session!.TaskId.ShouldBeNull();
    }

    [Fact]
    public async Task Of_a_session_without_a_context_nothing_is_left_once_its_task_has_ended() =>
        (await ResumeAsync(new FakeAgent().Result("GetTask", FakeAgent.Task("COMPLETED")), contextId: null)).ShouldBeNull();

    [Fact]
    public async Task An_agent_that_cannot_be_asked_is_an_error() =>
        (await Should.ThrowAsync<A2AClientException>(() => ResumeAsync(new FakeAgent().Error("GetTask", -32603, "broken"))))
            .Failure.ShouldBe(A2AClientFailure.AgentError);

    private async Task<SavedSession?> ResumeAsync(FakeAgent agent, string? contextId = "c-1")
    {
        await _profiles.SaveSessionAsync(FakeAgent.Url, contextId, "t-1", TaskState.Working);
        using var client = new A2AClient(FakeAgent.Url, new A2AClientOptions { HttpClient = agent.Client });
        return await _profiles.ResumeSessionAsync(FakeAgent.Url, client);
    }
}
