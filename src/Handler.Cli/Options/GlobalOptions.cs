using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli.Commands;
using Handler.Cli.Failures;

namespace Handler.Cli.Options;

/// <summary>What every command takes: how results are printed, and what is said beside them.</summary>
internal static class GlobalOptions
{
    private const string Output = "--output";
    private const string Quiet = "--quiet";
    private const string Verbose = "--verbose";
    private const string NoColor = "--no-color";

    private static readonly string[] Formats = ["text", "json", "ndjson"];

    public static void AddTo(RootCommand root)
    {
        root.Add(OutputOption());
        root.Add(Flag(Quiet, "Print results and errors, no hints or notes", "-q"));
        root.Add(Flag(Verbose, "Show each HTTP exchange on standard error"));
        root.Add(Flag(NoColor, "No colours (NO_COLOR does the same)"));
    }

    /// <summary>Whether an option is one of these; the page of all commands lists them apart.</summary>
    public static bool Is(Option option) => option.Name is Output or Quiet or Verbose or NoColor;

    /// <summary>What was said, checked against what the command can print.</summary>
    /// <exception cref="CommandFailedException">It makes no sense for this command.</exception>
    public static GlobalSettings Read(ParseResult parsed)
    {
        var settings = new GlobalSettings(FormatOf(Of<string>(parsed, Output)), Of<bool>(parsed, Quiet), Of<bool>(parsed, Verbose), Of<bool>(parsed, NoColor));
        return FaultOf(settings, parsed.CommandResult) is { } fault ? throw CommandFailedException.Usage(fault) : settings;
    }

    private static string? FaultOf(GlobalSettings settings, CommandResult command) => (settings, Shape(command.Command)) switch
    {
        ({ IsQuiet: true, IsVerbose: true }, _) => $"{Quiet} and {Verbose} contradict each other. Give one of them.",
        ({ Format: OutputFormat.Json }, OutputShape.Endless) =>
            $"{Output} json: this command goes on until it is ended, so there is no one document. Give {Output} ndjson, an object a line.",
        ({ Format: not OutputFormat.Text }, OutputShape.Script) =>
            $"{Output}: this command prints what another program understands, in that one format. Leave {Output} out.",
        _ => null,
    };

    private static OutputShape Shape(Command command) => command is ExampleCommand { Shape: var shape } ? shape : OutputShape.Result;

    // By the root's own list: a look-up by name would walk the commands all over.
    private static T? Of<T>(ParseResult parsed, string name) =>
        parsed.GetValue((Option<T>)parsed.RootCommandResult.Command.Options.First(option => option.Name == name));

    // Of words, for Option<T> of a struct is code that is not there before the program runs.
    private static Option<string> OutputOption()
    {
        var option = new Option<string>(Output, "-o")
        {
            Description = "How results are printed; text by default",
            HelpName = string.Join('|', Formats),
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && IndexOf(word.Value) < 0)
            {
                result.AddError($"{Output}: '{word.Value}' is no format; give {string.Join(", ", Formats[..^1])} or {Formats[^1]}.");
            }
        });
        option.CompletionSources.Add(Formats);
        return option;
    }

    private static OutputFormat FormatOf(string? word) => (OutputFormat)Math.Max(IndexOf(word), 0);

    private static int IndexOf(string? word) => Array.FindIndex(Formats, format => string.Equals(format, word, StringComparison.OrdinalIgnoreCase));

    private static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Recursive = true };
}
