using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>What to type next, for standard error: it is no result. Pure.</summary>
internal static class Hints
{
    /// <summary>After a task was begun or followed, by the state that it was left in; none once it has ended.</summary>
    /// <param name="task">The task.</param>
    /// <param name="agentUrl">The agent's URL as it was typed.</param>
    /// <param name="offerWebhook">The agent sends push notifications, and was not asked for them yet.</param>
    public static IEnumerable<string> After(AgentTask task, string agentUrl, bool offerWebhook)
    {
        var where = $"--url {ShellWord.Of(agentUrl)} --task-id {ShellWord.Of(task.Id)}";
        return task.Status.State switch
        {
            { IsTerminal: true } => [],
            TaskState.AuthRequired =>
                ["The agent waits for an authentication. When that is done, look again:", $"  handler task get {where}"],
            { IsInterrupted: true } => ["The agent waits for your answer:", $"  handler message send {where} \"your answer\""],
            _ when offerWebhook =>
            [
                "The task goes on. Look again, or be told at a webhook (handler server push is one):",
                $"  handler task get {where}",
                $"  handler task set-notification {where} --webhook-url http://127.0.0.1:9000/webhook",
            ],
            _ => ["The task goes on. Look again:", $"  handler task get {where}"],
        };
    }
}
