using Handler.Cli;
using Handler.Client.Profiles;
using Handler.Protocol;
using Handler.Tests.Client.Profiles;

namespace Handler.Tests.Cli.Commands;

public sealed class SessionTests : IDisposable
{
    private const string Agent = "http://localhost:8000";

    private readonly Interruption _interruption = new();
    private readonly MemoryProfileFiles _files = new();
    private readonly AgentProfiles _profiles;

    public SessionTests() => _profiles = new AgentProfiles(_files, TimeProvider.System);

    public void Dispose() => _interruption.Dispose();

    [Fact]
    public async Task Saved_sessions_are_a_table()
    {
        (await RunAsync("session", "list")).Out.ShouldBe("No saved sessions\n");
        await _profiles.SaveSessionAsync(Agent, "c-1", "t-1", TaskState.Working);

        var run = await RunAsync("session", "list");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldBe("Saved Sessions (1)\nAGENT                  CONTEXT ID  TASK ID\nhttp://localhost:8000  c-1         t-1\n");
    }

    [Theory]
    [InlineData("session", "show", Agent + "/")]
    [InlineData("session", "show", "--url", Agent)]
    public async Task A_session_is_shown(params string[] line)
    {
        await _profiles.SaveSessionAsync(Agent, "c-1", "t-1", TaskState.Working);

        (await RunAsync(line)).Out.ShouldBe($"Session for {Agent}\nContext ID: c-1\nTask ID: t-1\n");
    }

    [Fact]
    public async Task A_session_that_is_not_there_says_what_leaves_one()
    {
        var run = await RunAsync("session", "show", Agent);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldBe($"No saved session for {Agent}. handler message send leaves one; all of them: handler session list\n");
    }

    [Fact]
    public async Task Sessions_are_cleared_one_by_one_or_all()
    {
        await _profiles.SetBearerTokenAsync(Agent, "a-token");
        await _profiles.SaveSessionAsync(Agent, "c-1", null, null);

        (await RunAsync("session", "clear", Agent)).Out.ShouldBe($"Cleared session for {Agent}\n");
        (await RunAsync("session", "clear", Agent)).Out.ShouldBe($"No saved session for {Agent}\n");
        await _profiles.SaveSessionAsync(Agent, "c-1", null, null);
        (await RunAsync("session", "clear", "--all")).Out.ShouldBe("Cleared all sessions\n");
        (await RunAsync("session", "clear", "--all")).Out.ShouldBe("No saved sessions\n");

        _profiles.FindCredential(Agent).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("session clear", "Which agent? Give its URL, such as http://localhost:8000, or --all.")]
    [InlineData("session clear http://a --all", "Either --all or one agent: leave --all or http://a out.")]
    [InlineData("session clear --al", "Unrecognized option '--al'. Did you mean --all?")]
    [InlineData("session show", "Which agent? Give its URL, such as http://localhost:8000.")]
    [InlineData("session show localhost:8000", "did you mean http://localhost:8000?")]
    [InlineData("session show http://a --url http://b", "Two URLs: --url http://b and 'http://a'. Give one.")]
    [InlineData("session lst", "Did you mean list?")]
    [InlineData("message send http://a hi --continue --task-id t", "--continue goes on where the saved session stands")]
    [InlineData("message stream http://a hi --continue --context-id c", "--continue goes on where the saved session stands")]
    public async Task A_wrong_line_is_explained(string line, string expected)
    {
        var run = await RunAsync(line.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("stream")]
    public async Task A_message_leaves_a_session_and_goes_on_with_it(string verb)
    {
        await using var agent = await StepAgentHost.StartAsync();
        var asked = await RunAsync(agent.Network, ["message", verb, StepAgentHost.Url, "ask"]);
        var saved = _profiles.FindSession(StepAgentHost.Url)!;

        var answered = await RunAsync(agent.Network, ["message", verb, StepAgentHost.Url, "go on", "--continue"]);
        var after = _profiles.FindSession(StepAgentHost.Url)!;
        var next = await RunAsync(agent.Network, ["message", verb, StepAgentHost.Url, "more", "-c"]);

        saved.TaskId.ShouldBe(asked.Value("Task ID"));
        saved.ContextId.ShouldBe(asked.Value("Context ID"));
        answered.Value("Task ID").ShouldBe(saved.TaskId);
        answered.Value("State").ShouldBe("completed");
        (after.ContextId, after.TaskId).ShouldBe((saved.ContextId, null));
        next.Value("Context ID").ShouldBe(saved.ContextId);
        next.Value("Task ID").ShouldNotBe(saved.TaskId);
    }

    [Fact]
    public async Task Nothing_is_left_behind_when_that_is_asked()
    {
        await using var agent = await StepAgentHost.StartAsync();

        await RunAsync(agent.Network, ["message", "send", StepAgentHost.Url, "x", "--no-save"]);

        _profiles.ListSessions().ShouldBeEmpty();
    }

    [Fact]
    public async Task There_must_be_a_session_to_go_on_with()
    {
        var agent = new FakeAgent();

        var run = await RunAsync(agent, ["message", "send", FakeAgent.Url, "x", "--continue"]);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain($"No saved session for {FakeAgent.Url}. Leave --continue out to begin one.");
        agent.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task That_a_session_cannot_be_saved_is_told_and_is_no_failure()
    {
        _files.ChangeFault = ProfileException.NoFolder();
        var agent = new FakeAgent().Result("SendMessage", $$"""{"task":{{FakeAgent.Task("COMPLETED")}}}""");

        var run = await RunAsync(agent, ["message", "send", FakeAgent.Url, "x"]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldContain("The session was not saved: There is no folder to save in.");
    }

    private Task<CliRun> RunAsync(params string[] line) => RunAsync(null, line);

    private Task<CliRun> RunAsync(HttpMessageHandler? network, string[] line) =>
        CliRun.Of(new CliTerminal(_interruption) { Profiles = _profiles, Network = network }, line);
}
