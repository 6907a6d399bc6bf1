using System.CommandLine;
using System.CommandLine.Invocation;
using Handler.Cli.Commands;
using Handler.Cli.Failures;
using Handler.Cli.Output;

namespace Handler.Cli;

/// <summary>Parses, invokes, and turns whatever fails into lines for people and a number for scripts.</summary>
internal static class CommandLine
{
    // Without this every argument that begins with @ would be read as a file of more arguments; here it is a secret in a file.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command line to its exit code. Never throws.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal)
    {
        try
        {
            var parsed = Parse(args, terminal);
            return parsed.Action is ParseErrorAction wrong
                ? UsageError.Print(parsed, wrong, terminal)
                : await parsed.InvokeAsync(Configuration(terminal), terminal.Interruption.Token);
        }
        catch (Exception error)
        {
            var failure = FailureMapper.Map(error, terminal.Interruption.Token);
            foreach (var line in failure.WayBack.Prepend(failure.Text))
            {
                terminal.Error.WriteLine(WireText.Line(line));
            }

            return failure.ExitCode;
        }
    }

    private static ParseResult Parse(IReadOnlyList<string> args, Terminal terminal)
    {
        var root = CommandTree.CreateFor(args, terminal);
        try
        {
            var parsed = root.Parse(args, Parser);
            // Help takes any line, also one whose command is none: what was meant is better than the help of something else.
            return parsed is { Action: ExampleHelp, UnmatchedTokens.Count: > 0, CommandResult.Command.Subcommands.Count: > 0 }
                ? root.Parse([.. args.Where(word => !ExampleHelp.IsAskedBy(word))], Parser)
                : parsed;
        }
        catch (InvalidOperationException fault)
        {
            // A rule asked for the value of an option that is wrong itself, such as one given twice: the parser's words say so.
            throw CommandFailedException.Usage($"{fault.Message} {UsageError.WhereHelpIs(CommandOf(root, args))}");
        }
    }

    /// <summary>The command that a line begins with, as far as its words are commands.</summary>
    private static string CommandOf(Command root, IEnumerable<string> args)
    {
        var (command, path) = (root, "handler");
        foreach (var word in args)
        {
            if (command.Subcommands.FirstOrDefault(child => child.Name == word) is not { } child)
            {
                break;
            }

            (command, path) = (child, $"{path} {word}");
        }

        return path;
    }

    private static InvocationConfiguration Configuration(Terminal terminal) => new()
    {
        Output = terminal.Out,
        Error = terminal.Error,
        EnableDefaultExceptionHandler = false,

        // Signals are Interruption's.
        ProcessTerminationTimeout = null,
    };
}
