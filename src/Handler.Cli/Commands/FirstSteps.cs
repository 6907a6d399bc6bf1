using Handler.Cli.Help;

namespace Handler.Cli.Commands;

/// <summary>What <c>handler</c> alone says.</summary>
internal static class FirstSteps
{
    /// <summary>The three commands that begin, one a terminal.</summary>
    public static readonly IReadOnlyList<HelpRow> Commands =
    [
        new("handler server agent", "an agent that works in steps"),
        new("handler server push", "a webhook that shows what arrives"),
        new("handler message send --url http://localhost:8000 \"Process this\"", "begin a task; it says what to type next"),
    ];

    public static int Print(Terminal terminal)
    {
        var page = new HelpPage(terminal.Out, terminal.IsWatched ? terminal.Width() : int.MaxValue);
        page.Text("handler", "A2A push notifications that arrive.");
        page.Table("Begin with these, each in a terminal of its own:", Commands);
        terminal.Out.WriteLine("All commands: handler --help");
        return ExitCode.Done;
    }
}
