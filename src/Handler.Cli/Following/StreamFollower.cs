using Handler.Cli.Failures;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>Prints a stream as it comes, until its task has ended or waits for somebody.</summary>
/// <param name="updates">The stream.</param>
/// <param name="view">How it is printed.</param>
/// <param name="task">What it tells.</param>
/// <param name="agent">The words that name the agent on a command line.</param>
/// <param name="leftEarly">What to type next when the user left before anything came.</param>
/// <param name="screen">Where to.</param>
internal sealed class StreamFollower(
    IAsyncEnumerable<StreamResponse> updates, IStreamView view, StreamedTask task, string agent, IEnumerable<string> leftEarly, Screen screen) : IFollowedTask
{
    private bool _wasLeft;

    public string? Id => task.Id;

    public string? ContextId => task.ContextId;

    public TaskState? State => task.State;

    /// <summary>Streams are for agents that have them: another is told of before it is given work.</summary>
    /// <exception cref="CommandFailedException">The agent's card says that it does not stream.</exception>
    public static async Task CheckAsync(A2AClient client, string instead, CancellationToken cancel)
    {
        if ((await client.GetAgentCardAsync(cancel)).Capabilities.Streaming != true)
        {
            throw CommandFailedException.Refused(
                $"The agent does not stream: its card does not say \"streaming\": true. Use {instead} instead.");
        }
    }

    /// <summary>Follows to the end.</summary>
    /// <exception cref="A2AClientException">The agent refused, or was lost on the way.</exception>
    /// <exception cref="OperationCanceledException">The user has had enough; the task goes on.</exception>
    public async Task FollowAsync(CancellationToken cancel)
    {
        try
        {
            // All, that is, until one settles the task.
            await updates.AllAsync(Show, cancel);
        }
        catch (OperationCanceledException)
        {
            _wasLeft = true;
            throw;
        }
    }

    public void Print() => view.End(task);

    public IEnumerable<string> Hints() => task switch
    {
        { Id: null } => _wasLeft ? leftEarly : [],
        { IsSettled: true, State: { } state } => Output.Hints.Settled(task.Id, state, agent),
        { State.IsTerminal: true } => [],
        _ => Output.Hints.ComeBack(task.Id, agent),
    };

    /// <summary>Takes an update in; false when nothing follows that is worth the wait.</summary>
    private bool Show(StreamResponse update)
    {
        var before = task.State;
        var texts = task.Take(update);
        view.Show(update, texts, task.State != before ? task.State : null);

        // On a line that is begun there is no room.
        if (!task.IsSettled && !view.IsMidLine)
        {
            screen.Wait(task.State?.DisplayName ?? "waiting for the agent");
        }

        return !task.IsSettled;
    }
}
