using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>
/// Follows a task until it ends, waits for somebody, or the time is over: by its stream where the agent streams, else by asking again.
/// </summary>
/// <param name="client">Its agent.</param>
/// <param name="begun">The task as it was begun.</param>
/// <param name="wait">How long it is followed.</param>
/// <param name="hints">What to type next, by how the task stands.</param>
/// <param name="screen">Where to.</param>
internal sealed class TaskFollower(
    A2AClient client, AgentTask begun, Duration wait, Func<AgentTask, IEnumerable<string>> hints, Screen screen) : IFollowedTask
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _clock = screen.Terminal.Clock;

    // As it was last seen.
    private AgentTask _task = begun;

    public string? Id => _task.Id;

    public string? ContextId => _task.ContextId;

    public TaskState? State => _task.Status.State;

    /// <summary>Returns when the task has settled or the time is over.</summary>
    /// <exception cref="A2AClientException">The agent was lost on the way.</exception>
    /// <exception cref="OperationCanceledException">The caller has had enough.</exception>
    public async Task FollowAsync(CancellationToken cancel)
    {
        if (Settling.IsSettled(_task) || wait.Span == TimeSpan.Zero)
        {
            return;
        }

        using var time = new CancellationTokenSource(wait.Span, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        try
        {
            Show(_task.Status);
            await WatchAsync(either.Token);
            await PollAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            _task = await client.GetTaskAsync(_task.Id, cancel: cancel);
        }
    }

    public void Print() => screen.Print(
        SendMessageResponse.Of(_task),
        output => TaskText.Write(output, _task, screen.Paint, withText: _task.Status.State is { IsTerminal: true } or { IsInterrupted: true }));

    public IEnumerable<string> Hints() => hints(_task);

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
            await client.SubscribeToTaskAsync(_task.Id, cancel).AnyAsync(IsSettling, cancel);
        }
        catch (A2AClientException error) when (error.Failure is A2AClientFailure.AgentError or A2AClientFailure.StreamBroken)
        {
            // It ended before the stream began (an agent refuses that), or the stream broke: asking again tells.
        }
    }

    private bool IsSettling(StreamResponse update)
    {
        Show(update.StatusUpdate?.Status ?? update.Task?.Status);
        return Settling.IsSettling(update);
    }

    private async Task PollAsync(CancellationToken cancel)
    {
        while (true)
        {
            _task = await client.GetTaskAsync(_task.Id, cancel: cancel);
            if (Settling.IsSettled(_task))
            {
                return;
            }

            Show(_task.Status);
            await Task.Delay(PollInterval, _clock, cancel);
        }
    }

    /// <summary>Where somebody watches, how the task stands is what is waited beside.</summary>
    private void Show(AgentTaskStatus? status)
    {
        if (status is { Message.Text: { Length: > 0 } text })
        {
            screen.Wait($"{status.State.DisplayName}: {text}");
        }
        else if (status is not null)
        {
            screen.Wait(status.State.DisplayName);
        }
    }
}
