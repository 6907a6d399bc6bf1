namespace Handler.Cli.Completion;

/// <summary>What can stand behind an option, or as an argument.</summary>
/// <param name="Words">The only values; empty when there are others.</param>
/// <param name="IsFile">It names a file.</param>
internal sealed record CompletionValue(IReadOnlyList<string> Words, bool IsFile)
{
    /// <summary>Something that nobody but the user knows, such as a URL.</summary>
    public static CompletionValue Unknown { get; } = new([], IsFile: false);
}
