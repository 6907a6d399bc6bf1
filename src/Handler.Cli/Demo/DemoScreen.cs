using System.Text.Json.Nodes;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Receiver.Inbox;

namespace Handler.Cli.Demo;

/// <summary>What the demo prints, line by line as it happens.</summary>
internal sealed class DemoScreen(Screen screen)
{
    private const int LongestRule = 60;

    public void Title(string text) => Line($"=== {text} ===");

    public void Lines(IEnumerable<string> texts) => texts.ToList().ForEach(Line);

    /// <summary>A rule, shorter on a terminal that is narrower.</summary>
    public void Rule() => Line(new string('─', Math.Min(LongestRule, screen.Width ?? LongestRule)));

    /// <summary>A line of the story, which is told to those who read it.</summary>
    public void Line(string text)
    {
        if (screen.IsText && !screen.IsQuiet)
        {
            screen.Out.WriteLine(text);
        }
    }

    /// <summary>Shows what is waited for, until the next line.</summary>
    public void Wait(string what) => screen.Wait(what);

    /// <summary>One line a push: the state, or the artifact, and what it says.</summary>
    public void Push(ReceivedNotification push, DemoDialect dialect)
    {
        var what = push.Kind switch
        {
            NotificationKind.Artifact => $"artifact={WireText.Line(push.Update?.ArtifactUpdate?.Artifact.ArtifactId ?? "?")}",
            _ => $"state={screen.Paint.State(push.State.Name ?? "?")}",
        };
        Line($"  push received → {what}{dialect.Tell(push)}{(push.State.IsTerminal ? "  [FINAL]" : "")}");
    }

    /// <summary>Prints the checks, or in JSON all that was found, and says whether all hold.</summary>
    public bool Verdict(DemoEvidence evidence, DemoDialect dialect)
    {
        var checks = evidence.Checks(dialect.Claims);
        var passed = checks.All(check => check.Holds);
        switch (screen.Format)
        {
            case OutputFormat.NdJson:
                checks.ToList().ForEach(check => screen.PrintLine(JsonText.Of(Json(check))));
                break;
            default:
                screen.Print(Json(evidence, checks, passed), output => Write(output, checks, passed));
                break;
        }

        return passed;
    }

    private static JsonObject Json(DemoCheck check) => new() { ["check"] = check.Label, ["passed"] = check.Holds };

    private static JsonObject Json(DemoEvidence evidence, IReadOnlyList<DemoCheck> checks, bool passed) => new()
    {
        ["passed"] = passed,
        ["pushes"] = evidence.Pushes.Count,
        ["repeats"] = evidence.Repeats,
        ["states"] = new JsonArray([.. evidence.States.Select(state => (JsonNode)state)]),
        ["checks"] = new JsonArray([.. checks.Select(Json)]),
    };

    private void Write(TextWriter output, IReadOnlyList<DemoCheck> checks, bool passed)
    {
        var width = checks.Max(check => check.Label.Length);
        foreach (var check in checks)
        {
            output.WriteLine($"{check.Label.PadRight(width)} : {screen.Paint.Verdict(check.Holds)}");
        }

        output.WriteLine();
        output.WriteLine(passed ? "All assertions passed." : "One or more assertions failed.");
    }
}
