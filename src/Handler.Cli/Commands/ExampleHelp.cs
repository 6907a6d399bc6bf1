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
        var page = new HelpPage(output, usual.MaxWidth);
        var command = parseResult.CommandResult.Command;
        CommandHelp.Write(page, command);
        if (command is RootCommand)
        {
            page.Table("Examples:", FirstSteps.Commands);
            page.Table("Exit codes:", ExitCode.Help);
        }
        else
        {
            WriteExamples(output, command);
        }

        return ExitCode.Done;
    }

    // To be copied, so never wrapped.
    private static void WriteExamples(TextWriter output, Command command)
    {
        output.WriteLine(command is ExampleCommand ? "Example:" : "Examples:");
        foreach (var line in ExamplesOf(command))
        {
            output.WriteLine($"  {line}");
        }
    }

    /// <summary>A group shows its first command.</summary>
    private static IEnumerable<string> ExamplesOf(Command command) =>
        command is ExampleCommand leaf ? leaf.Example : command.Subcommands.Take(1).SelectMany(ExamplesOf);
}
