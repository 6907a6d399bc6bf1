using Handler.Cli.Output;
using Handler.Receiver.Inbox;

namespace Handler.Cli.Demo;

/// <summary>What the demo prints, line by line as it happens.</summary>
internal sealed class DemoScreen(TextWriter output)
{
    private const int Width = 60;
    private const int TextWidth = 48;

    public void Title(string text) => Line($"=== {text} ===");

    public void Rule() => Line(new string('─', Width));

    public void Line(string text) => output.WriteLine(text);

    /// <summary>One line a push: the state, or the artifact, and what it says.</summary>
    public void Push(ReceivedNotification push)
    {
        var what = push.Kind switch
        {
            NotificationKind.Artifact => $"artifact={WireText.Line(push.Update?.ArtifactUpdate?.Artifact.ArtifactId ?? "?")}",
            _ => $"state={push.State.Name ?? "?"}",
        };
        var text = push.Kind == NotificationKind.Task || string.IsNullOrEmpty(push.Text) ? "" : $" ({WireText.Line(Shorten(push.Text))})";
        var snapshot = push.Kind == NotificationKind.Task ? " (the task as it stood when the webhook was registered)" : "";
        var final = push.State.IsTerminal ? "  [FINAL]" : "";
        Line($"  push received → {what}{text}{snapshot}{final}");
    }

    /// <summary>Prints the checks, and says whether all hold.</summary>
    public bool Verdict(IReadOnlyList<DemoCheck> checks)
    {
        var width = checks.Max(check => check.Label.Length);
        foreach (var check in checks)
        {
            Line($"{check.Label.PadRight(width)} : {(check.Holds ? "PASS" : "FAIL")}");
        }

        var all = checks.All(check => check.Holds);
        Line("");
        Line(all ? "All assertions passed." : "One or more assertions failed.");
        return all;
    }

    private static string Shorten(string text) => text.Length <= TextWidth ? text : $"{text[..(TextWidth - 1)]}…";
}
