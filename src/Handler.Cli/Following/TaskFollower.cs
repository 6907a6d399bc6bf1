using Handler.Cli.Options;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>
/// Follows a task until it ends, waits for somebody, or the time is over: by its stream where the agent streams, else by asking again.
/// </summary>
internal sealed class TaskFollower(A2AClient client, AgentTask begun, TimeProvider clock)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The task as it was last seen.</summary>
    public AgentTask Task { get; private set; } = begun;

    /// <summary>Returns when the task has settled or the time is over; then <see cref="Task"/> is how it stands.</summary>
    /// <exception cref="A2AClientException">The agent was lost on the way.</exception>
    /// <exception cref="OperationCanceledException">The caller has had enough.</exception>
    public async Task FollowAsync(Duration wait, CancellationToken cancel)
    {
        if (Settling.IsSettled(Task) || wait.Span == TimeSpan.Zero)
        {
            return;
        }

        using var time = new CancellationTokenSource(wait.Span, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        try
        {
            await WatchAsync(either.Token);
            await PollAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Task = await client.GetTaskAsync(Task.Id, cancel: cancel);
        }
    }

    /// <summary>
    /// Returns at the update that settles the task, or when the stream cannot tell; the task itself is asked for afterwards.
    /// </summary>
    private async Task WatchAsync(CancellationToken cancel)
    {
        if ((await client.GetAgentCardAsync(cancel)).Capabilities.Streaming != true)
        {
            return;
        }

        try
        {
            await client.SubscribeToTaskAsync(Task.Id, cancel).AnyAsync(Settling.IsSettling, cancel);
        }
        catch (A2AClientException error) when (error.Failure is A2AClientFailure.AgentError or A2AClientFailure.StreamBroken)
        {
            // It ended before the stream began (an agent refuses that), or the stream broke: asking again tells.
        }
    }

    private async Task PollAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task = await client.GetTaskAsync(Task.Id, cancel: cancel);
            if (Settling.IsSettled(Task))
            {
                return;
            }

            await System.Threading.Tasks.Task.Delay(PollInterval, clock, cancel);
        }
    }
}
