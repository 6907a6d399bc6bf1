using Handler.Protocol;

namespace Handler.Client;

public sealed partial class A2AClient
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Waits until a task has ended or waits for somebody: on its stream where the agent streams, else by asking again twice a second.
    /// </summary>
    /// <param name="task">The task as it was last seen.</param>
    /// <param name="wait">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> = as long as it takes.</param>
    /// <param name="told">Told the status each time that one comes, changed or not.</param>
    /// <param name="cancel">Ends the wait, not the task.</param>
    /// <returns>The task as it then is, whether or not the time was enough.</returns>
    /// <exception cref="A2AClientException">The agent was lost on the way.</exception>
    public async Task<AgentTask> WaitForTaskAsync(
        AgentTask task, TimeSpan wait, Action<AgentTaskStatus>? told = null, CancellationToken cancel = default)
    {
        if (IsSettled(task) || wait == TimeSpan.Zero)
        {
            return task;
        }

        using var time = new CancellationTokenSource(wait, _http.Options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        try
        {
            told?.Invoke(task.Status);
            await WatchAsync(task.Id, told, either.Token);
            return await AskUntilSettledAsync(task.Id, told, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return await GetTaskAsync(task.Id, cancel: cancel);
        }
    }

    private static bool IsSettled(AgentTask task) => task.Status.State.IsTerminal || task.WaitsForUser;

    private static bool IsSettling(StreamResponse update) =>
        update.Task is { } task ? IsSettled(task) : update.IsTerminal || update.IsInterrupted;

    /// <summary>Returns at the update that settles the task, or when a stream cannot tell; the task itself is asked for afterwards.</summary>
    private async Task WatchAsync(string taskId, Action<AgentTaskStatus>? told, CancellationToken cancel)
    {
        if ((await GetAgentCardAsync(cancel)).Capabilities.Streaming != true)
        {
            return;
        }

        try
        {
            await SubscribeToTaskAsync(taskId, cancel).AnyAsync(IsSettlingNow, cancel);
        }
        catch (A2AClientException error) when (error.Failure is A2AClientFailure.AgentError or A2AClientFailure.StreamBroken)
        {
            // It ended before the stream began (an agent refuses that), or the stream broke: asking again tells.
        }

        bool IsSettlingNow(StreamResponse update)
        {
            Tell(told, update.Status);
            return IsSettling(update);
        }
    }

    private static void Tell(Action<AgentTaskStatus>? told, AgentTaskStatus? status)
    {
        if (status is not null)
        {
            told?.Invoke(status);
        }
    }

    private async Task<AgentTask> AskUntilSettledAsync(string taskId, Action<AgentTaskStatus>? told, CancellationToken cancel)
    {
        while (true)
        {
            var task = await GetTaskAsync(taskId, cancel: cancel);
            if (IsSettled(task))
            {
                return task;
            }

            Tell(told, task.Status);
            await Task.Delay(AskAgainAfter, _http.Options.TimeProvider, cancel);
        }
    }
}
