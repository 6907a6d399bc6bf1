using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Handler.Cli.Output;

namespace Handler.Cli.Failures;

/// <summary>Says what is wrong with a command line: the parser's words, the nearest spellings, and where help is.</summary>
internal static class UsageError
{
    public static int Print(ParseResult parsed, ParseErrorAction action, Terminal terminal)
    {
        using var errors = new StringWriter();
        using var nearest = new StringWriter();
        action.ShowHelp = false;
        parsed.Invoke(new InvocationConfiguration { Output = nearest, Error = errors });
        var help = $"Help and an example: {Path(parsed.CommandResult)} --help";
        foreach (var line in Errors(Lines(errors)).Concat(Nearest(Lines(nearest))).Append(help))
        {
            terminal.Error.WriteLine(WireText.Line(line));
        }

        return ExitCode.Usage;
    }

    /// <summary>That a command is missing, which the parser says first, is no news beside a word that is none.</summary>
    private static IEnumerable<string> Errors(string[] lines) => lines.Length > 1
        ? lines.Where(line => line != "Required command was not provided.")
        : lines;

    /// <summary>The parser gives each unknown word a line, and each spelling near it one below; help is near to every short word.</summary>
    private static IEnumerable<string> Nearest(IEnumerable<string> lines) => lines
        .Where(line => !line.EndsWith('?') && (!line.StartsWith('-') || line.StartsWith("--", StringComparison.Ordinal)))
        .Distinct(StringComparer.Ordinal)
        .Select(spelling => $"Did you mean {spelling}?");

    private static string[] Lines(StringWriter text) =>
        text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult above ? $"{Path(above)} {command.Command.Name}" : "handler";
}
