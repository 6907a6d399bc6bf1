using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>Whether there is anything left to follow. Pure.</summary>
internal static class Settling
{
    /// <summary>
    /// It has ended, or waits for somebody. Right after an answer the old question may still stand there, the answer behind it: that one
    /// waits for nobody.
    /// </summary>
    public static bool IsSettled(AgentTask task) =>
        task.Status.State.IsTerminal
        || (task.Status.State.IsInterrupted && (task.Status.Message is not null || task.History is not [.., { Role: Role.User }]));

    public static bool IsSettling(StreamResponse update) =>
        update.Task is { } task ? IsSettled(task) : update.IsTerminal || update.IsInterrupted;
}
