using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Handler.Cli.Commands;

/// <summary>The usual help, and below it the example of the command, or of each command below it.</summary>
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
        return ExitCode.Done;
    }

    private static IEnumerable<string> Examples(Command command) =>
        command is ExampleCommand leaf ? leaf.Example : command.Subcommands.SelectMany(Examples);
}
