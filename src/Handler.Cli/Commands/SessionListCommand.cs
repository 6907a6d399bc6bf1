using System.CommandLine;
using Handler.Cli.Output;
using Handler.Client.Profiles;

namespace Handler.Cli.Commands;

/// <summary><c>handler session list</c>: the saved sessions, the newest first.</summary>
internal static class SessionListCommand
{
    private static readonly string[] Header = ["AGENT", "CONTEXT ID", "TASK ID"];

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand("list", "Print the saved sessions as a table, the newest first", "handler session list");
        command.SetAction(_ =>
        {
            Write(terminal.Out, terminal.Profiles.ListSessions());
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(TextWriter output, IReadOnlyList<SavedSession> sessions)
    {
        if (sessions.Count == 0)
        {
            output.WriteLine("No saved sessions");
            return;
        }

        output.WriteLine($"Saved Sessions ({sessions.Count})");
        foreach (var line in TextTable.Lines(Header, sessions.Select(one => (string[])[one.AgentUrl, one.ContextId ?? "-", one.TaskId ?? "-"])))
        {
            output.WriteLine(line);
        }
    }
}
