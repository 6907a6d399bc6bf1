using System.Text.Json.Nodes;
using Handler.Cli.Commands;
using Handler.Tests.Architecture;

namespace Handler.Tests.Mcp;

/// <summary>docs/mcp.md shows the tools and the configuration as they are.</summary>
public sealed class McpDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "mcp.md"));

    [Fact]
    public void The_table_of_tools_is_made_from_the_tools()
    {
        var tools = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Handler.Tests", "Mcp", "tools.json")))!.AsArray();

        After("tools").Skip(2).TakeWhile(line => line.StartsWith('|')).ShouldBe(tools.Select(tool => Row(tool!)));
    }

    [Fact]
    public void The_configuration_is_the_one_that_help_shows() => After("configuration").Skip(1).First().ShouldBe(McpCommand.Configuration);

    private static string[] After(string comment) => Page.Split($"<!-- {comment} -->\n")[1].Split('\n');

    private static string Row(JsonNode tool)
    {
        var needed = (tool["inputSchema"]!["required"]?.AsArray() ?? []).Select(name => (string)name!).ToList();
        var taken = Keys(tool["inputSchema"]!).Except(needed, StringComparer.Ordinal);
        var given = Keys(tool["outputSchema"]!).ToList();
        return $"| `{tool["name"]}` | {Names(needed)} | {Names(taken)} | {(given.Count == 0 ? "the card" : Names(given))} | {Effect(tool["annotations"]!)} |";
    }

    private static IEnumerable<string> Keys(JsonNode schema) => (schema["properties"] as JsonObject ?? []).Select(property => property.Key);

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string Effect(JsonNode annotations) =>
        (bool)annotations["readOnlyHint"]! ? "reads" : (bool)annotations["destructiveHint"]! ? "replaces or ends" : "adds";
}
