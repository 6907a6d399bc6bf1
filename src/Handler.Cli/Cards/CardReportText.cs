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
