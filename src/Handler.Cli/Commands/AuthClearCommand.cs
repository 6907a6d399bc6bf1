using System.CommandLine;
using System.Text.Json.Nodes;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler auth clear</c>: forgets the credential of an agent.</summary>
internal static class AuthClearCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand("clear", "Forget the credential that is saved for an agent", "handler auth clear http://localhost:8000");
        var agent = SavedAgentOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var screen = Screen.Of(parsed, terminal);
            var url = agent.UrlOf(parsed)!;
            var isCleared = await terminal.Profiles.ClearCredentialAsync(url, cancel);
            screen.Print(
                new JsonObject { ["agentUrl"] = url, ["cleared"] = isCleared },
                output => output.WriteLine(WireText.Line(isCleared ? $"Cleared credentials for {url}" : $"No saved credentials for {url}")));
            return ExitCode.Done;
        });
        return command;
    }
}
