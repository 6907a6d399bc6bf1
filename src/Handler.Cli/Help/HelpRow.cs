namespace Handler.Cli.Help;

/// <summary>One line of a help's table: what is typed, and what it is.</summary>
internal sealed record HelpRow(string Words, string? Text);
