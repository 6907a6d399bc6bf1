using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Mcp;

/// <summary>The command line of the MCP inspector, a client that is not ours: each call starts <c>handler mcp</c>, asks it one thing, and ends it.</summary>
internal sealed class Inspector(string userFolder)
{
    private static readonly string Program = Clone.File("tests", "Handler.EndToEndTests", "node", "node_modules", ".bin", "mcp-inspector");

    private readonly HashSet<string> _called = [];

    /// <summary>The tools that were called.</summary>
    public IReadOnlySet<string> Called => _called;

    /// <summary>The names of all tools.</summary>
    public async Task<IReadOnlyList<string>> ListAsync() =>
        [.. (await RunAsync("tools/list"))["tools"]!.AsArray().Select(tool => (string)tool!["name"]!)];

    /// <summary>What a tool gives, as structured content; the text says the same.</summary>
    public async Task<JsonNode> CallAsync(string tool, params string[] arguments)
    {
        var answer = await AskAsync(tool, arguments);
        ((bool?)answer["isError"] ?? false).ShouldBeFalse(answer.ToJsonString());
        var structured = answer["structuredContent"].ShouldNotBeNull(answer.ToJsonString());
        JsonNode.DeepEquals(JsonNode.Parse(TextOf(answer)), structured).ShouldBeTrue(answer.ToJsonString());
        return structured;
    }

    /// <summary>What a tool says that is wrong.</summary>
    public async Task<string> FailAsync(string tool, params string[] arguments)
    {
        var answer = await AskAsync(tool, arguments);
        ((bool?)answer["isError"]).ShouldBe(true, answer.ToJsonString());
        return TextOf(answer);
    }

    private static string TextOf(JsonNode answer) => (string)answer["content"]!.AsArray().ShouldHaveSingleItem()!["text"]!;

    private Task<JsonNode> AskAsync(string tool, string[] arguments)
    {
        _called.Add(tool);
        return RunAsync("tools/call", ["--tool-name", tool, .. arguments.SelectMany(argument => (string[])["--tool-arg", argument])]);
    }

    private async Task<JsonNode> RunAsync(string method, params string[] more)
    {
        await using var process = ChildProcess.Start(Program, userFolder, ["--cli", .. HandlerProcess.Words, "mcp", "--method", method, .. more]);
        (await process.WaitForExitAsync()).ShouldBe(0, process.Story);
        return JsonNode.Parse(process.Text).ShouldNotBeNull(process.Story);
    }
}
