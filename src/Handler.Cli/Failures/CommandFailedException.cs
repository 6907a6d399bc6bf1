namespace Handler.Cli.Failures;

/// <summary>A command cannot go on. The message is for the user: what was wrong, with which value, and what to type.</summary>
internal sealed class CommandFailedException : Exception
{
    private CommandFailedException(int exitCode, string message, Exception? inner = null)
        : base(message, inner) => ExitCode = exitCode;

    public int ExitCode { get; }

    public static CommandFailedException Usage(string message) => new(Cli.ExitCode.Usage, message);

    public static CommandFailedException Refused(string message, Exception? inner = null) => new(Cli.ExitCode.Refused, message, inner);

    public static CommandFailedException Unreachable(string message) => new(Cli.ExitCode.Unreachable, message);

    public static CommandFailedException Unauthenticated(string message) => new(Cli.ExitCode.Unauthenticated, message);

    public static CommandFailedException TimedOut(string message) => new(Cli.ExitCode.TimedOut, message);
}
