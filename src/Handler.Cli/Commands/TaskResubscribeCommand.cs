using System.CommandLine;
using Handler.Cli.Failures;
using Handler.Cli.Following;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Cli.Commands;

/// <summary><c>handler task resubscribe</c>: comes back to a task that is under way.</summary>
internal sealed class TaskResubscribeCommand
{
    private readonly Terminal _terminal;
    private readonly TaskOptions _task;

    private TaskResubscribeCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _task = TaskOptions.AddTo(command);
        command.SetAction(ResubscribeAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "resubscribe",
            "Print what a task does as it does it; to interrupt this does not cancel the task",
            [.. Examples.OnTask("resubscribe")]);
        _ = new TaskResubscribeCommand(command, terminal);
        return command;
    }

    private async Task<int> ResubscribeAsync(ParseResult parsed, CancellationToken cancel)
    {
        var id = _task.TaskIdOf(parsed);
        using var screen = Screen.Of(parsed, _terminal);
        using var client = await _task.ConnectAsync(parsed, screen, cancel);
        await StreamFollower.CheckAsync(client, "handler task get", cancel);
        try
        {
            return await FollowAsync(parsed, client.SubscribeToTaskAsync(id, cancel), screen, cancel);
        }
        catch (TaskLeftException refused) when (refused.InnerException is A2AClientException { ErrorCode: A2AErrorCode.UnsupportedOperation, EventsReceived: 0 })
        {
            // A task that has ended has no stream (A2A 1.0, 3.1.6): it is its own last update.
            var task = await client.GetTaskAsync(id, cancel: cancel);
            if (!task.Status.State.IsTerminal)
            {
                throw;
            }

            return await FollowAsync(parsed, new[] { StreamResponse.Of(task) }.ToAsyncEnumerable(), screen, cancel);
        }
    }

    private Task<int> FollowAsync(
        ParseResult parsed, IAsyncEnumerable<StreamResponse> updates, Screen screen, CancellationToken cancel)
    {
        var agent = _task.AgentWordsOf(parsed);
        IStreamView view = screen.IsText ? new StatusView(screen) : new JsonView(screen, asTask: true);
        return new StreamFollower(updates, view, new StreamedTask(), agent, Hints.ComeBack(_task.TaskIdOf(parsed), agent), screen)
            .RunAsync(screen, cancel);
    }
}
