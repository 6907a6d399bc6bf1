using System.CommandLine;

namespace Handler.Cli.Commands;

/// <summary><c>handler help</c>: what <c>--help</c> behind a command says, for those who ask first.</summary>
internal static class HelpCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand("help", "Print the help of the program or of a command", "handler help task get");
        var words = new Argument<string[]>("command") { Description = "The command's words", Arity = ArgumentArity.ZeroOrMore };
        command.Add(words);
        command.SetAction((parsed, _) => CommandLine.RunAsync([.. parsed.GetValue(words) ?? [], "--help"], terminal));
        return command;
    }
}
