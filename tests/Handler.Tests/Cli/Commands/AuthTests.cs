using Handler.Cli;
using Handler.Client.Profiles;
using Handler.Tests.Client.Profiles;

namespace Handler.Tests.Cli.Commands;

public sealed class AuthTests : IDisposable
{
    private const string Token = "abcdefghijklmnopqrstuvwxyz";

    private readonly Interruption _interruption = new();
    private readonly MemoryProfileFiles _files = new();
    private readonly AgentProfiles _profiles;
    private readonly FakeAgent _agent = new FakeAgent().Result("GetTask", FakeAgent.Task("WORKING"));

    public AuthTests() => _profiles = new AgentProfiles(_files, TimeProvider.System);

    public void Dispose()
    {
        _interruption.Dispose();
        _agent.Dispose();
    }

    [Fact]
    public async Task A_bearer_token_is_set_shown_and_cleared()
    {
        (await RunAsync("auth", "set", FakeAgent.Url, "--bearer", Token)).Out.ShouldBe($"Set Bearer token for {FakeAgent.Url}\n");
        (await RunAsync("auth", "show", FakeAgent.Url)).Out.ShouldBe("Auth for http://agent.example\nType: Bearer token\nValue: abcd…wxyz\n");
        (await RunAsync("auth", "clear", FakeAgent.Url)).Out.ShouldBe($"Cleared credentials for {FakeAgent.Url}\n");
        (await RunAsync("auth", "clear", FakeAgent.Url)).Out.ShouldBe($"No saved credentials for {FakeAgent.Url}\n");

        var run = await RunAsync("auth", "show", FakeAgent.Url);
        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain($"No saved credentials for {FakeAgent.Url}. Save some with handler auth set {FakeAgent.Url} --bearer TOKEN");
    }

    [Fact]
    public async Task An_API_key_has_a_header()
    {
        (await RunAsync("auth", "set", "--url", FakeAgent.Url, "--api-key", "env:KEY", "--api-key-header", "X-Key")).Out
            .ShouldBe($"Set API key for {FakeAgent.Url}\n");

        (await RunAsync("auth", "show", FakeAgent.Url)).Out.ShouldBe("Auth for http://agent.example\nType: API key\nHeader: X-Key\nValue: ***\n");
        await GetTaskAsync();
        SentHeader("X-Key").ShouldBe("a-key");
    }

    [Fact]
    public async Task Standard_input_gives_a_secret()
    {
        await RunAsync("auth", "set", FakeAgent.Url, "--bearer", "-");

        _profiles.FindCredential(FakeAgent.Url)!.BearerToken.ShouldBe("from-input");
    }

    [Theory]
    [InlineData(null, "Bearer saved")]
    [InlineData("--bearer typed", "Bearer typed")]
    [InlineData("--api-key typed", null)]
    public async Task Saved_credentials_are_sent_where_none_are_typed(string? typed, string? expected)
    {
        await _profiles.SetBearerTokenAsync(FakeAgent.Url, "saved");

        await GetTaskAsync(typed?.Split(' ') ?? []);

        SentHeader("Authorization").ShouldBe(expected);
    }

    [Fact]
    public async Task Saved_credentials_are_not_sent_where_a_card_leads_away()
    {
        const string Elsewhere = "https://proxy.example/agent";
        await _profiles.SetBearerTokenAsync(Elsewhere, "saved");

        var run = await RunAsync("task", "get", Elsewhere, "--task-id", "t-1");

        run.ExitCode.ShouldBe(ExitCode.Unauthenticated);
        run.Error.ShouldContain("The agent's card leads to http://agent.example, another origin than the one that credentials are saved for");
        _agent.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Damaged_credentials_stop_the_command_and_are_named()
    {
        _files["credentials.json"] = "{";

        var run = await GetTaskAsync();

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("'/home/u/.config/handler/credentials.json' is damaged");
        _agent.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_may_not_be_read_is_told_and_gone_on_without()
    {
        _files.ReadFault = ProfileException.Unavailable("/root/.config/handler/credentials.json", new UnauthorizedAccessException("Denied."));

        var run = await GetTaskAsync();

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldContain("No saved credentials are used: '/root/.config/handler/credentials.json' cannot be used: Denied.");
    }

    [Theory]
    [InlineData("auth set http://a", "Which credential? Give --bearer TOKEN or --api-key KEY")]
    [InlineData("auth set http://a --bearer x --api-key y", "Give one of them.")]
    [InlineData("auth set http://a --bearer x --api-key-header H", "--api-key-header goes with --api-key, which is missing.")]
    [InlineData("auth set --bearer x", "Which agent?")]
    [InlineData("auth set http://a --api-key x --api-key-header Content-Type", "'Content-Type' cannot be sent as a request header")]
    [InlineData("auth set http://a --bearer env:NOT_SET", "--bearer: there is no environment variable 'NOT_SET'")]
    [InlineData("auth show a", "'a' is no http or https URL")]
    [InlineData("auth clear", "Which agent?")]
    public async Task A_wrong_line_is_explained(string line, string expected)
    {
        var run = await RunAsync(line.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(expected);
        _files.Changes.ShouldBe(0);
    }

    private Task<CliRun> GetTaskAsync(params string[] more) => RunAsync(["task", "get", FakeAgent.Url, "--task-id", "t-1", .. more]);

    private string? SentHeader(string name) =>
        _agent.Calls.ShouldHaveSingleItem().Request.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private Task<CliRun> RunAsync(params string[] line) => CliRun.Of(
        new CliTerminal(_interruption)
        {
            Profiles = _profiles,
            Network = _agent,
            Input = "from-input\n",
            Variables = new() { ["KEY"] = "a-key" },
        },
        line);
}
