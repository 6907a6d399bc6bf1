using System.CommandLine;
using System.Text.Json.Nodes;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler session clear</c>: forgets one session or all of them; credentials stay.</summary>
internal static class SessionClearCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "clear", "Forget the saved session with an agent, or all sessions; credentials stay", "handler session clear http://localhost:8000");
        var all = new Option<bool>("--all") { Description = "Forget all sessions" };
        var agent = SavedAgentOptions.AddTo(command, all);
        command.Add(all);
        command.SetAction(async (parsed, cancel) =>
        {
            using var screen = Screen.Of(parsed, terminal);
            var (cleared, text) = await ClearAsync(agent.UrlOf(parsed), terminal, cancel);
            screen.Print(new JsonObject { ["cleared"] = cleared }, output => output.WriteLine(WireText.Line(text)));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<(int Cleared, string Text)> ClearAsync(string? url, Terminal terminal, CancellationToken cancel)
    {
        if (url is null)
        {
            var cleared = await terminal.Profiles.ClearSessionsAsync(cancel);
            return (cleared, cleared > 0 ? "Cleared all sessions" : "No saved sessions");
        }

        return await terminal.Profiles.ClearSessionAsync(url, cancel) ? (1, $"Cleared session for {url}") : (0, $"No saved session for {url}");
    }
}
