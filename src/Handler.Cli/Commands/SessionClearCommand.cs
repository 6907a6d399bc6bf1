using System.CommandLine;
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
            terminal.Out.WriteLine(WireText.Line(await ClearAsync(agent.UrlOf(parsed), terminal, cancel)));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string> ClearAsync(string? url, Terminal terminal, CancellationToken cancel)
    {
        if (url is null)
        {
            return await terminal.Profiles.ClearSessionsAsync(cancel) > 0 ? "Cleared all sessions" : "No saved sessions";
        }

        return await terminal.Profiles.ClearSessionAsync(url, cancel) ? $"Cleared session for {url}" : $"No saved session for {url}";
    }
}
