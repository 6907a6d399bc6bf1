namespace Handler.Cli.Completion;

/// <summary>A word that a shell offers.</summary>
/// <param name="Text">The word.</param>
/// <param name="Description">What it is for, in one line.</param>
/// <param name="Value">What follows it; null when it stands alone.</param>
internal sealed record CompletionWord(string Text, string Description, CompletionValue? Value = null);
