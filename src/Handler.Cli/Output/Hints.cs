using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>What to type next, for standard error: it is no result. Pure.</summary>
internal static class Hints
{
    /// <summary>After a task was begun or followed, by the state that it was left in; none once it has ended.</summary>
    /// <param name="task">The task.</param>
    /// <param name="agent">The words that name the agent on a command line.</param>
    /// <param name="offerWebhook">The agent sends push notifications, and was not asked for them yet.</param>
    public static IEnumerable<string> After(AgentTask task, string agent, bool offerWebhook)
    {
        var where = Where(task.Id, agent);
        return task.Status.State switch
        {
            { IsTerminal: true } or { IsInterrupted: true } => Settled(task.Id, task.Status.State, agent),
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
    public static IEnumerable<string> Settled(string taskId, TaskState state, string agent) => state switch
    {
        TaskState.AuthRequired =>
        [
            "The agent waits for an authentication. When that is done, look again:",
            $"  handler task get {Where(taskId, agent)}",
        ],
        { IsInterrupted: true } =>
            ["The agent waits for your answer:", $"  handler message send {Where(taskId, agent)} \"your answer\""],
        _ => [],
    };

    /// <summary>After a stream was left before the task had settled.</summary>
    public static IEnumerable<string> ComeBack(string taskId, string agent) =>
    [
        "The task goes on. Come back to it:",
        $"  handler task resubscribe {Where(taskId, agent)}",
    ];

    /// <summary>After a message was sent that the agent had not answered yet.</summary>
    public static IEnumerable<string> MayHaveBegun(string agent) =>
    [
        "The agent had not answered yet, and may have begun a task all the same. Look:",
        $"  handler task list {agent}",
    ];

    private static string Where(string taskId, string agent) => $"{agent} --task-id {ShellWord.Of(taskId)}";
}
