using Handler.Cli.Failures;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>Prints a stream as it comes, until its task has ended or waits for somebody.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="task">What the stream tells.</param>
/// <param name="onState">Told of each state that is another than before.</param>
internal sealed class StreamFollower(Terminal terminal, StreamedTask task, Action<StreamScreen, TaskState> onState)
{
    private readonly StreamScreen _screen = new(terminal.Out);

    /// <summary>Follows to the end.</summary>
    /// <param name="updates">The stream.</param>
    /// <param name="agentUrl">The agent's URL as it was typed.</param>
    /// <param name="end">Prints what comes below the texts; told whether there are any.</param>
    /// <param name="cancel">The user has had enough; the task goes on.</param>
    /// <returns>How the program ends.</returns>
    /// <exception cref="A2AClientException">The agent refused, or was lost on the way.</exception>
    public async Task<int> FollowAsync(
        IAsyncEnumerable<StreamResponse> updates, string agentUrl, Action<bool> end, CancellationToken cancel)
    {
        try
        {
            await PrintAsync(updates, cancel);
        }
        finally
        {
            // Also when the agent is lost or the user has had enough: the task was begun, and its id is the way back.
            _screen.EndLine();
            end(_screen.HasText);
            foreach (var line in HintsFor(agentUrl))
            {
                terminal.Error.WriteLine(line);
            }
        }

        return task.State is { } state ? ExitCode.Of(state) : ExitCode.Done;
    }

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

    private async Task PrintAsync(IAsyncEnumerable<StreamResponse> updates, CancellationToken cancel)
    {
        await foreach (var update in updates.WithCancellation(cancel))
        {
            var before = task.State;
            var texts = task.Take(update);
            if (task.State is { } state && state != before)
            {
                onState(_screen, state);
            }

            foreach (var text in texts)
            {
                _screen.Text(text);
            }

            if (task.IsSettled)
            {
                return;
            }
        }
    }

    private IEnumerable<string> HintsFor(string agentUrl) => task switch
    {
        { Id: null } => [],
        { IsSettled: true, State: { } state } => Hints.Settled(task.Id, state, agentUrl),
        { State.IsTerminal: true } => [],
        _ => Hints.ComeBack(task.Id, agentUrl),
    };
}
