namespace Handler.Cli.Commands;

/// <summary>What <c>handler</c> alone says.</summary>
internal static class FirstSteps
{
    public static int Print(Terminal terminal)
    {
        terminal.Out.WriteLine("""
            handler: A2A push notifications that arrive.

            See it first:
              handler demo                                                     the whole cycle on this machine

            Then begin with these, each in a terminal of its own:
              handler server agent                                             an agent that works in steps
              handler server push                                              a webhook that shows what arrives
              handler message send --url http://localhost:8000 "Process this"  begin a task; it says what to type next

            All commands: handler --help
            """);
        return ExitCode.Done;
    }
}
