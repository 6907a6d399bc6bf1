using System.CommandLine;
using Handler.Cli.Output;
using Handler.Client.Profiles;

namespace Handler.Cli.Commands;

/// <summary><c>handler session list</c>: the saved sessions, the newest first.</summary>
internal static class SessionListCommand
{
    private static readonly TextColumn[] Columns = [new("Agent"), new("Context ID"), new("Task ID")];

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand("list", "Print the saved sessions as a table, the newest first", "handler session list");
        command.SetAction(parsed =>
        {
            using var screen = Screen.Of(parsed, terminal);
            var sessions = terminal.Profiles.ListSessions();
            screen.PrintList("sessions", sessions.Select(SessionText.Json), output => Write(output, sessions, screen.Width));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(TextWriter output, IReadOnlyList<SavedSession> sessions, int? width)
    {
        if (sessions.Count == 0)
        {
            output.WriteLine("No saved sessions");
            return;
        }

        output.WriteLine($"Saved Sessions ({sessions.Count})");
        foreach (var line in TextTable.Lines(Columns, sessions.Select(Row), width))
        {
            output.WriteLine(line);
        }
    }

    private static string[] Row(SavedSession session) => [session.AgentUrl, session.ContextId ?? "-", session.TaskId ?? "-"];
}
