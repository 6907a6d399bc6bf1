using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>Follows a task until it ends, waits for somebody, or the time is over, and shows meanwhile how it stands.</summary>
/// <param name="client">Its agent.</param>
/// <param name="begun">The task as it was begun.</param>
/// <param name="wait">How long it is followed.</param>
/// <param name="hints">What to type next, by how the task stands.</param>
/// <param name="screen">Where to.</param>
internal sealed class TaskFollower(
    A2AClient client, AgentTask begun, Duration wait, Func<AgentTask, IEnumerable<string>> hints, Screen screen) : IFollowedTask
{
    // As it was last seen.
    private AgentTask _task = begun;

    public string? Id => _task.Id;

    public string? ContextId => _task.ContextId;

    public TaskState? State => _task.Status.State;

    /// <summary>Returns when the task has settled or the time is over.</summary>
    /// <exception cref="A2AClientException">The agent was lost on the way.</exception>
    /// <exception cref="OperationCanceledException">The caller has had enough.</exception>
    public async Task FollowAsync(CancellationToken cancel) => _task = await client.WaitForTaskAsync(_task, wait.Span, Show, cancel);

    public void Print() => screen.Print(
        SendMessageResponse.Of(_task),
        output => TaskText.Write(output, _task, screen.Paint, withText: _task.Status.State is { IsTerminal: true } or { IsInterrupted: true }));

    public IEnumerable<string> Hints() => hints(_task);

    /// <summary>Where somebody watches, how the task stands is what is waited beside.</summary>
    private void Show(AgentTaskStatus status)
    {
        _task = _task with { Status = status };
        var said = status.Message?.Text is { Length: > 0 } text ? $": {text}" : "";
        screen.Wait(status.State.DisplayName + said);
    }
}
