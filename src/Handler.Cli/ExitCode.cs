using Handler.Cli.Help;
using Handler.Protocol;

namespace Handler.Cli;

/// <summary>How the program ends, for scripts. The numbers are part of its face.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The agent refused, or something on this machine did (a port in use, a database that cannot be opened).</summary>
    public const int Refused = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No agent answers there.</summary>
    public const int Unreachable = 3;

    /// <summary>Credentials are missing or not good enough.</summary>
    public const int Unauthenticated = 4;

    public const int TimedOut = 5;

    /// <summary>The task failed, was rejected or canceled.</summary>
    public const int TaskNotCompleted = 10;

    /// <summary>The task waits for input or an authentication.</summary>
    public const int TaskWaits = 11;

    /// <summary>Ended from outside.</summary>
    public const int Interrupted = 130;

    /// <summary>The numbers, for the help of the program.</summary>
    public static readonly IReadOnlyList<HelpRow> Help =
    [
        new("0", "done"),
        new("1", "refused"),
        new("2", "the command line is wrong"),
        new("3", "no agent answers there"),
        new("4", "credentials are missing or wrong"),
        new("5", "no answer in time"),
        new("10", "the task failed, was rejected or canceled *"),
        new("11", "the task waits for input or an authentication *"),
        new("130", "interrupted by Ctrl+C; a server that SIGTERM ends is done (0)"),
        new("*", "message send, message stream and task resubscribe only"),
    ];

    /// <summary>What a command that follows a task ends with.</summary>
    public static int Of(TaskState state) => state switch
    {
        TaskState.Failed or TaskState.Rejected or TaskState.Canceled => TaskNotCompleted,
        { IsInterrupted: true } => TaskWaits,
        _ => Done,
    };
}
