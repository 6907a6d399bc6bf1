using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Handler.Cli.Commands;

/// <summary>The usual help, and below it examples to type.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

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
        usual.Invoke(parseResult);
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

    /// <summary>A group shows its first command, the program those that one begins with.</summary>
    private static IEnumerable<string> Examples(Command command) => command switch
    {
        ExampleCommand leaf => leaf.Example,
        RootCommand => FirstSteps.Commands,
        _ => command.Subcommands.Take(1).SelectMany(Examples),
    };
}
