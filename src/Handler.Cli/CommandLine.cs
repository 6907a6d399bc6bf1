using System.CommandLine;
using System.CommandLine.Invocation;
using Handler.Cli.Commands;
using Handler.Cli.Failures;
using Handler.Cli.Output;

namespace Handler.Cli;

/// <summary>Parses, invokes, and turns whatever fails into lines for people and a number for scripts.</summary>
internal static class CommandLine
{
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
            terminal.Error.WriteLine(WireText.Line(failure.Text));
            return failure.ExitCode;
        }
    }

    private static ParseResult Parse(IReadOnlyList<string> args, Terminal terminal)
    {
        try
        {
            // Without this every argument that begins with @ would be read as a file of more arguments; here it is a secret in a file.
            return CommandTree.Create(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        }
        catch (InvalidOperationException fault)
        {
            // A rule asked for the value of an option that is wrong itself, such as one given twice: the parser's words say so.
            throw CommandFailedException.Usage($"{fault.Message} Help: handler --help");
        }
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
