using System.CommandLine;
using Handler.Cli.Following;
using Handler.Cli.Options;
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
        using var client = await _task.ConnectAsync(parsed, _terminal, cancel);
        await StreamFollower.CheckAsync(client, "handler task get", cancel);
        try
        {
            return await FollowAsync(parsed, client.SubscribeToTaskAsync(id, cancel), cancel);
        }
        catch (A2AClientException refused) when (refused is { ErrorCode: A2AErrorCode.UnsupportedOperation, EventsReceived: 0 })
        {
            // A task that has ended has no stream (A2A 1.0, 3.1.6): it is its own last update.
            var task = await client.GetTaskAsync(id, cancel: cancel);
            if (!task.Status.State.IsTerminal)
            {
                throw;
            }

            return await FollowAsync(parsed, new[] { StreamResponse.Of(task) }.ToAsyncEnumerable(), cancel);
        }
    }

    private Task<int> FollowAsync(ParseResult parsed, IAsyncEnumerable<StreamResponse> updates, CancellationToken cancel) =>
        new StreamFollower(_terminal, new StreamedTask(), (screen, state) => screen.Status(state))
            .FollowAsync(updates, _task.UrlOf(parsed), _ => { }, cancel);
}
