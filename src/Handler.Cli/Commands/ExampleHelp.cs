using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Handler.Cli.Help;

namespace Handler.Cli.Commands;

/// <summary>The help of a command, and below it examples to type. Of the usual help it has the width of the terminal.</summary>
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
        var output = parseResult.InvocationConfiguration.Output;
        CommandHelp.Write(new HelpPage(output, usual.MaxWidth), parseResult.CommandResult.Command);
        var lines = Examples(parseResult.CommandResult.Command).ToList();
        output.WriteLine(parseResult.CommandResult.Command is ExampleCommand ? "Example:" : "Examples:");
        lines.ForEach(line => output.WriteLine($"  {line}"));
        if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine();
            output.WriteLine(ExitCode.Help);
        }

        return ExitCode.Done;
    }

    /// <summary>A group shows its first command, the program those that one begins with.</summary>
    private static IEnumerable<string> Examples(Command command) => command switch
    {
        ExampleCommand leaf => leaf.Example,
        RootCommand => FirstSteps.Commands,
        _ => command.Subcommands.Take(1).SelectMany(Examples),
    };
}
