using System.Text.Json;
using System.Text.Json.Nodes;
using Handler.Cli.Output;
using Handler.Protocol.Agents.Rules;

namespace Handler.Cli.Cards;

/// <summary>What was found in a card, for people: a verdict, whose card it is, and a line for each finding.</summary>
internal static class CardReportText
{
    /// <summary>Nobody reads more; how many there are is in the heading.</summary>
    private const int MostLines = 100;

    public static void Write(TextWriter output, AgentCardReport report, string source)
    {
        output.WriteLine(report.IsValid ? "Valid Agent Card" : "Invalid Agent Card");
        if (report.IsValid)
        {
            output.Label("Agent", report.AgentName);
            output.Label("Protocol Version", report.ProtocolVersion);
        }

        output.Label("Source", source);
        Write(output, "Errors", '✗', report.Errors);
        Write(output, "Warnings", '!', report.Warnings);
    }

    /// <summary>The same for programs, every finding among it. Pure.</summary>
    public static JsonObject Json(AgentCardReport report, string source) => new()
    {
        ["valid"] = report.IsValid,
        ["source"] = source,
        ["agentName"] = report.AgentName,
        ["protocolVersion"] = report.ProtocolVersion,
        ["errors"] = new JsonArray([.. report.Errors.Select(Json)]),
        ["warnings"] = new JsonArray([.. report.Warnings.Select(Json)]),
    };

    private static JsonObject Json(AgentCardIssue issue) => new()
    {
        ["path"] = issue.Path,
        ["message"] = issue.Message,
        ["type"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(issue.Type.ToString()),
    };

    private static void Write(TextWriter output, string heading, char mark, IReadOnlyList<AgentCardIssue> issues)
    {
        if (issues.Count == 0)
        {
            return;
        }

        output.WriteLine($"{heading} ({issues.Count}):");
        foreach (var issue in issues.Take(MostLines))
        {
            output.WriteLine($"  {mark} {WireText.Line(issue.ToString())}");
        }

        if (issues.Count > MostLines)
        {
            output.WriteLine($"  and {issues.Count - MostLines} more");
        }
    }
}
