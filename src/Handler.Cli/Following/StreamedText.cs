namespace Handler.Cli.Following;

/// <summary>A text that a stream brought.</summary>
/// <param name="Text">The text; never empty.</param>
/// <param name="ArtifactId">The artifact that it is a piece of; null for what the agent says.</param>
/// <param name="Appends">It goes on where the last piece of that artifact ended.</param>
/// <param name="IsWhole">No other piece follows it.</param>
internal readonly record struct StreamedText(string Text, string? ArtifactId = null, bool Appends = false, bool IsWhole = false);
