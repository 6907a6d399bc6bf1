namespace Handler.Cli.Failures;

/// <summary>A command ends before what it has begun: what went wrong is within, and the way back is said after that.</summary>
internal sealed class TaskLeftException(Exception cause, IReadOnlyList<string> wayBack) : Exception(cause.Message, cause)
{
    /// <summary>What to type next, line by line.</summary>
    public IReadOnlyList<string> WayBack => wayBack;
}
