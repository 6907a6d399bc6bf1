namespace Handler.Cli.Failures;

/// <summary>What went wrong, as one line for people and a number for scripts.</summary>
internal readonly record struct Failure(int ExitCode, string Text)
{
    /// <summary>What to type next, line by line.</summary>
    public IReadOnlyList<string> WayBack { get; init; } = [];
}
