namespace Handler.TestKit.History;

/// <summary>A rule that a history breaks.</summary>
/// <param name="Rule">Which one.</param>
/// <param name="Text">Where and how.</param>
public sealed record Violation(HistoryRule Rule, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Text}";
}
