using System.Text.Json.Nodes;
using Handler.Client.Profiles;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Mcp;

/// <summary><c>handler mcp</c> as a process: its two streams, its end, and what it shares with others.</summary>
public sealed class StdioTests : IDisposable
{
    private const string Hello =
        """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Nothing_but_the_protocol_is_on_standard_output_and_the_end_of_input_ends_it_well()
    {
        await using var mcp = await StartAsync("--verbose");
        await mcp.TypeAsync("{ no message");
        await mcp.TypeAsync(Call(1, "get_agent_card", """{"agent_url":"http://127.0.0.1:1"}"""));
        await mcp.TypeAsync(Call(2, "list_sessions", "{}"));
        mcp.CloseInput();

        (await mcp.WaitForExitAsync()).ShouldBe(0, mcp.Story);

        var answers = mcp.Output.Select(line => JsonNode.Parse(line)!).ToList();
        answers.ShouldAllBe(answer => (string?)answer["jsonrpc"] == "2.0");
        answers.Select(answer => answer["id"]?.ToJsonString() ?? "null").Order().ShouldBe(["0", "1", "2", "null"]);
        ((bool?)answers.Single(answer => answer["id"]?.ToJsonString() == "1")["result"]!["isError"]).ShouldBe(true);
        mcp.Errors.ShouldContain(line => line.EndsWith("was answered with error -32700", StringComparison.Ordinal));
        mcp.Errors.ShouldContain(line => line.Contains("GET http://127.0.0.1:1/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_huge_line_is_passed_over()
    {
        await using var mcp = await StartAsync();
        foreach (var _ in Enumerable.Range(0, 64))
        {
            await mcp.TypePartAsync(new string('x', 1024 * 1024));
        }

        await mcp.TypeAsync("");
        await mcp.TypeAsync(Call(1, "list_sessions", "{}"));

        await AnsweredAsync(mcp, 1);
        mcp.Output.ShouldContain(line => line.Contains("longer than 4,194,304 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signal_ends_it_as_it_ends_a_server()
    {
        await using var terminated = await StartAsync();
        await using var interrupted = await StartAsync();

        (await terminated.TerminateAsync()).ShouldBe(0, terminated.Story);
        (await interrupted.InterruptAsync()).ShouldBe(130, interrupted.Story);
        terminated.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_servers_and_the_command_line_that_save_at_once_lose_nothing()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        const int Count = 25;
        foreach (var number in Enumerable.Range(1, Count))
        {
            await one.TypeAsync(Save(number, "one"));
            await two.TypeAsync(Save(number, "two"));
        }

        await using var line = HandlerProcess.StartIn(_home.Path, "auth", "set", "http://line:1", "--bearer", "token-of-the-line");
        (await line.WaitForExitAsync()).ShouldBe(0, line.Story);
        foreach (var number in Enumerable.Range(1, Count))
        {
            await AnsweredAsync(one, number);
            await AnsweredAsync(two, number);
        }

        var profiles = AgentProfiles.In(_home.Path, TimeProvider.System, _ => { });
        profiles.FindCredential("http://line:1")!.Secret.ShouldBe("token-of-the-line");
        foreach (var number in Enumerable.Range(1, Count))
        {
            profiles.FindCredential($"http://one:{number}")!.Secret.ShouldBe($"token-of-one-{number}");
            profiles.FindCredential($"http://two:{number}")!.Secret.ShouldBe($"token-of-two-{number}");
        }
    }

    [Fact]
    public async Task Other_commands_do_not_load_it()
    {
        await using var mcp = await StartAsync();
        await using var agent = await HandlerAgent.StartAsync(steps: 0, "10ms");

        Loaded(mcp.Id).ShouldContain("ModelContextProtocol");
        Loaded(agent.Id).ShouldContain("Handler.Server");
        Loaded(agent.Id).ShouldNotContain("ModelContextProtocol");
        Loaded(agent.Id).ShouldNotContain("Handler.Mcp");
    }

    private static string Loaded(int pid) => File.ReadAllText($"/proc/{pid}/maps");

    private static string Call(int id, string tool, string arguments) =>
        $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""";

    private static string Save(int number, string name) =>
        Call(number, "set_agent_credentials", $$"""{"agent_url":"http://{{name}}:{{number}}","bearer_token":"token-of-{{name}}-{{number}}"}""");

    private static Task<string> AnsweredAsync(ChildProcess mcp, int id) =>
        mcp.WaitForLineAsync(line => JsonNode.Parse(line)!["id"]?.ToJsonString() == $"{id}", $"the answer to {id}");

    /// <summary>One that has been greeted.</summary>
    private async Task<ChildProcess> StartAsync(params string[] more)
    {
        var mcp = HandlerProcess.StartIn(_home.Path, ["mcp", .. more]);
        await mcp.TypeAsync(Hello);
        await AnsweredAsync(mcp, 0);
        await mcp.TypeAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return mcp;
    }
}
