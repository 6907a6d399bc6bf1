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
        var where = Where(task.Id, agentUrl);
        return task.Status.State switch
        {
            { IsTerminal: true } or { IsInterrupted: true } => Settled(task.Id, task.Status.State, agentUrl),
            _ when offerWebhook =>
            [
                "The task goes on. Look again, or be told at a webhook (handler server push is one):",
                $"  handler task get {where}",
                $"  handler task set-notification {where} --webhook-url http://127.0.0.1:9000/webhook",
            ],
            _ => ["The task goes on. Look again:", $"  handler task get {where}"],
        };
    }

    /// <summary>After a task has ended or come to wait for somebody.</summary>
    public static IEnumerable<string> Settled(string taskId, TaskState state, string agentUrl) => state switch
    {
        TaskState.AuthRequired =>
        [
            "The agent waits for an authentication. When that is done, look again:",
            $"  handler task get {Where(taskId, agentUrl)}",
        ],
        { IsInterrupted: true } =>
            ["The agent waits for your answer:", $"  handler message send {Where(taskId, agentUrl)} \"your answer\""],
        _ => [],
    };

    /// <summary>After a stream was left before the task had settled.</summary>
    public static IEnumerable<string> ComeBack(string taskId, string agentUrl) =>
    [
        "The task goes on. Come back to it:",
        $"  handler task resubscribe {Where(taskId, agentUrl)}",
    ];

    private static string Where(string taskId, string agentUrl) => $"--url {ShellWord.Of(agentUrl)} --task-id {ShellWord.Of(taskId)}";
}
