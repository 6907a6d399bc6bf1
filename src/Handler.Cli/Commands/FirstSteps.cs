namespace Handler.Cli.Commands;

/// <summary>What <c>handler</c> alone says.</summary>
internal static class FirstSteps
{
    /// <summary>The three commands that begin, one a terminal.</summary>
    public static readonly IReadOnlyList<string> Commands =
    [
        "handler server agent                                             an agent that works in steps",
        "handler server push                                              a webhook that shows what arrives",
        "handler message send --url http://localhost:8000 \"Process this\"  begin a task; it says what to type next",
    ];

    public static int Print(Terminal terminal)
    {
        terminal.Out.WriteLine("handler: A2A push notifications that arrive.");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("Begin with these, each in a terminal of its own:");
        foreach (var command in Commands)
        {
            terminal.Out.WriteLine($"  {command}");
        }

        terminal.Out.WriteLine();
        terminal.Out.WriteLine("All commands: handler --help");
        return ExitCode.Done;
    }
}
