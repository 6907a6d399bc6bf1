using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Failures;

/// <summary>Says what is wrong with a command line: the parser's words, the nearest spellings, and where help is.</summary>
internal static class UsageError
{
    /// <summary>How the parser begins, before the word.</summary>
    private const string Unknown = "Unrecognized command or argument '";

    public static int Print(ParseResult parsed, ParseErrorAction action, Terminal terminal)
    {
        using var errors = new StringWriter();
        using var nearest = new StringWriter();
        action.ShowHelp = false;
        parsed.Invoke(new InvocationConfiguration { Output = nearest, Error = errors });
        var help = WhereHelpIs(Path(parsed.CommandResult));
        var isMistypedCommand = parsed.CommandResult.Command.Subcommands.Count > 0;
        foreach (var line in Errors(Lines(errors), isMistypedCommand).Concat(Nearest(Lines(nearest), isMistypedCommand)).Append(help))
        {
            terminal.Error.WriteLine(WireText.Line(line));
        }

        return ExitCode.Usage;
    }

    public static string WhereHelpIs(string command) => $"Help and an example: {command} --help";

    /// <summary>
    /// That a command is missing, which the parser says first, is no news beside a word that is none; nor is what follows a command that is mistyped, nor the
    /// value of an option that is.
    /// </summary>
    private static IEnumerable<string> Errors(string[] lines, bool isMistypedCommand)
    {
        var news = lines.Length > 1 ? lines.Where(line => line != "Required command was not provided.") : lines;
        return isMistypedCommand ? news.Take(1) : lines.Any(IsOfOption) ? news.Where(line => !line.StartsWith(Unknown, StringComparison.Ordinal) || IsOfOption(line)) : news;
    }

    private static bool IsOfOption(string line) =>
        line.StartsWith($"{Unknown}-", StringComparison.Ordinal) || line.StartsWith(UnknownOption.Unknown, StringComparison.Ordinal);

    /// <summary>The parser gives each unknown word a line, and each spelling near it one below; help is near to every short word.</summary>
    private static IEnumerable<string> Nearest(string[] lines, bool isMistypedCommand) => OfFirst(lines, isMistypedCommand)
        .Where(line => !line.EndsWith('?') && (!line.StartsWith('-') || line.StartsWith("--", StringComparison.Ordinal)))
        .Distinct(StringComparer.Ordinal)
        .Select(spelling => $"Did you mean {spelling}?");

    private static IEnumerable<string> OfFirst(string[] lines, bool isMistypedCommand) =>
        isMistypedCommand ? lines.Take(1).Concat(lines.Skip(1).TakeWhile(line => !line.EndsWith('?'))) : lines;

    private static string[] Lines(StringWriter text) =>
        text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult above ? $"{Path(above)} {command.Command.Name}" : "handler";
}
