using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Handler.Cli.Options;

namespace Handler.Cli.Commands;

/// <summary>The usual help, and below it the options of every command, and examples to type.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>A word that asks for help, such as <c>--help</c>.</summary>
    public static bool IsAskedBy(string word) => word == "--help" || new HelpOption().Aliases.Contains(word);

    /// <summary>Gives a tree of commands this help.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = option.Action is HelpAction usual ? new ExampleHelp(usual) : option.Action;
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var global = parseResult.RootCommandResult.Command.Options.Where(GlobalOptions.Is).ToList();

        // They would stand among the options of each command.
        global.ForEach(option => option.Hidden = true);
        usual.Invoke(parseResult);
        global.ForEach(option => option.Hidden = false);
        WriteGlobal(parseResult.InvocationConfiguration.Output, global);
        var lines = Examples(parseResult.CommandResult.Command).ToList();
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(parseResult.CommandResult.Command is ExampleCommand ? "Example:" : "Examples:");
        lines.ForEach(line => output.WriteLine($"  {line}"));
        if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine();
            output.WriteLine(ExitCode.Help);
        }

        return ExitCode.Done;
    }

    private static void WriteGlobal(TextWriter output, IReadOnlyList<Option> options)
    {
        var rows = options.Select(option => (Words: Words(option), option.Description)).ToList();
        var width = rows.Max(row => row.Words.Length);
        output.WriteLine("Options of every command:");
        rows.ForEach(row => output.WriteLine($"  {row.Words.PadRight(width)}  {row.Description}"));
        output.WriteLine();
    }

    private static string Words(Option option) =>
        string.Join(", ", option.Aliases.Append(option.Name)) + (option.HelpName is null ? "" : $" <{option.HelpName}>");

    /// <summary>A group shows its first command, the program those that one begins with.</summary>
    private static IEnumerable<string> Examples(Command command) => command switch
    {
        ExampleCommand leaf => leaf.Example,
        RootCommand => FirstSteps.Commands,
        _ => command.Subcommands.Take(1).SelectMany(Examples),
    };
}
