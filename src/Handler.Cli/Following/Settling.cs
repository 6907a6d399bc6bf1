using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>Whether there is anything left to follow. Pure.</summary>
internal static class Settling
{
    /// <summary>It has ended, or waits for somebody; a question that was just answered waits for nobody.</summary>
    public static bool IsSettled(AgentTask task) => task.Status.State.IsTerminal || task.WaitsForUser;

    public static bool IsSettling(StreamResponse update) =>
        update.Task is { } task ? IsSettled(task) : update.IsTerminal || update.IsInterrupted;
}
