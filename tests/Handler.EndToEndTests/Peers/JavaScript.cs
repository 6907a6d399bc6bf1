using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Peers;

/// <summary>Programs that use the official JavaScript SDK; they lie in the folder <c>node</c>.</summary>
internal static class JavaScript
{
    /// <summary>Starts one.</summary>
    public static ChildProcess Start(string script, params ReadOnlySpan<string> arguments) =>
        ChildProcess.Start("node", [Clone.File("tests", "Handler.EndToEndTests", "node", script), .. arguments]);

    /// <summary>What the SDK's client, of one version and over one binding, got from an agent, by the name of the step.</summary>
    public static async Task<Dictionary<string, JsonNode>> CallAsync(string sdk, string binding, HandlerAgent quick, HandlerAgent slow)
    {
        await using var process = Start("peer.mjs", sdk, binding, quick.Url, slow.Url);
        (await process.WaitForExitAsync()).ShouldBe(0, process.Story);
        return process.Output.Select(line => JsonNode.Parse(line)!).ToDictionary(result => (string)result["step"]!);
    }
}
