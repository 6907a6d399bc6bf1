using System.CommandLine;
using System.CommandLine.Completions;

namespace Handler.Cli.Completion;

/// <summary>A command as a shell sees it: the words behind which one is, and the words that can follow.</summary>
/// <param name="Path">The words up to here, the program's name among them.</param>
/// <param name="Commands">The commands below.</param>
/// <param name="Options">The options, those of commands above that reach down here among them.</param>
/// <param name="Argument">What can stand as argument; null when nothing can.</param>
internal sealed record CompletionPoint(
    string Path, IReadOnlyList<CompletionWord> Commands, IReadOnlyList<CompletionWord> Options, CompletionValue? Argument)
{
    /// <summary>Every command of a tree, from the top down.</summary>
    public static IReadOnlyList<CompletionPoint> All(RootCommand root) => [.. Below(root, "handler", [])];

    private static IEnumerable<CompletionPoint> Below(Command command, string path, IReadOnlyList<Option> fromAbove)
    {
        var below = command.Subcommands.Where(child => !child.Hidden).ToList();
        var options = command.Options.Concat(fromAbove).Where(option => !option.Hidden);
        var reaching = command.Options.Where(option => option.Recursive).Concat(fromAbove).ToList();
        return below
            .SelectMany(child => Below(child, $"{path} {child.Name}", reaching))
            .Prepend(new(
                path,
                [.. below.Select(child => new CompletionWord(child.Name, child.Description ?? ""))],
                [.. options.Select(option => new CompletionWord(option.Name, option.Description ?? "", ValueOf(option)))],
                command.Arguments is [var first, ..] ? ValueOf(first, first.HelpName) : null));
    }

    private static CompletionValue? ValueOf(Option option) =>
        option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? null : ValueOf(option, option.HelpName);

    private static CompletionValue ValueOf(Symbol symbol, string? helpName) => new(
        [.. symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label)],
        helpName?.Contains("FILE", StringComparison.Ordinal) == true);
}
