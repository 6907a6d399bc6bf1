using System.CommandLine;
using Handler.Cli.Completion;
using Handler.Cli.Options;

namespace Handler.Cli.Commands;

/// <summary><c>handler completion</c>: has a shell complete this program's commands, options and values.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "completion",
            "Print a script with which bash, zsh or fish completes commands, options and values",
            "source <(handler completion bash)     # in ~/.bashrc",
            "source <(handler completion zsh)      # in ~/.zshrc, after compinit",
            "handler completion fish | source      # in ~/.config/fish/config.fish")
        {
            Shape = OutputShape.Script,
        };
        var shell = new Argument<string?>("shell") { Description = "bash, zsh or fish", Arity = ArgumentArity.ZeroOrOne };
        shell.CompletionSources.Add(Shells);
        command.Add(shell);
        command.Validators.Add(result =>
        {
            var given = result.GetValue(shell);
            var fault = given is not null && UnknownOption.Is(given) ? UnknownOption.Fault(given, command) : FaultOf(given, terminal.Variable("SHELL"));
            if (fault is not null)
            {
                result.AddError(fault);
            }
        });
        command.SetAction(parsed =>
        {
            GlobalOptions.Read(parsed);
            terminal.Out.WriteLine(Script(parsed.GetRequiredValue(shell)!, CompletionPoint.All(CommandTree.Create(terminal))));
            return ExitCode.Done;
        });
        return command;
    }

    private static string? FaultOf(string? shell, string? usersOwn)
    {
        var own = usersOwn?.Split('/')[^1];
        return shell switch
        {
            null => $"Which shell? Give bash, zsh or fish, such as handler completion {(Shells.Contains(own) ? own : Shells[0])}.",
            _ when !Shells.Contains(shell) => $"'{shell}' is no shell that this program completes for; give bash, zsh or fish.",
            _ => null,
        };
    }

    private static string Script(string shell, IReadOnlyList<CompletionPoint> points) => shell switch
    {
        "bash" => BashCompletion.Of(points),
        "zsh" => ZshCompletion.Of(points),
        _ => FishCompletion.Of(points),
    };
}
