using System.CommandLine;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler session show</c>: the saved session with one agent.</summary>
internal static class SessionShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "show",
            "Print the saved session with an agent",
            "handler message send http://localhost:8000 \"Process this data\"",
            "handler session show http://localhost:8000");
        var agent = SavedAgentOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            using var screen = Screen.Of(parsed, terminal);
            var url = agent.UrlOf(parsed)!;
            var session = terminal.Profiles.FindSession(url) ?? throw CommandFailedException.Refused(
                $"No saved session for {url}. handler message send leaves one; all of them: handler session list");
            screen.Print(SessionText.Json(session), output => SessionText.Write(output, session));
            return ExitCode.Done;
        });
        return command;
    }
}
