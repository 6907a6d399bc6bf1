using System.CommandLine;
using Handler.Cli.Following;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Protocol;

namespace Handler.Cli.Commands;

/// <summary><c>handler message stream</c>: says something to an agent, and prints what it does as it does it.</summary>
internal sealed class MessageStreamCommand
{
    private readonly Terminal _terminal;
    private readonly MessageOptions _message;
    private readonly SessionOptions _session;

    private MessageStreamCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _message = MessageOptions.AddTo(command);
        _session = SessionOptions.AddTo(command, _message);
        command.SetAction(StreamAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "stream",
            "Send a text to an agent and print its answer as it comes; to interrupt it does not cancel the task",
            "handler message stream --url http://localhost:8000 \"Process this data\"");
        _ = new MessageStreamCommand(command, terminal);
        return command;
    }

    private async Task<int> StreamAsync(ParseResult parsed, CancellationToken cancel)
    {
        var push = _message.PushConfigOf(parsed, _terminal);
        using var client = await _message.ConnectAsync(parsed, _terminal, cancel);
        await StreamFollower.CheckAsync(client, "handler message send --wait forever", cancel);

        var configuration = push is null ? null : new SendMessageConfiguration { TaskPushNotificationConfig = push };
        var (taskId, contextId) = await _session.PlaceOfAsync(parsed, client, _terminal, cancel);
        var updates = client.SendStreamingTextAsync(_message.TextOf(parsed), taskId, contextId, configuration, cancel);
        var task = new StreamedTask(isKnown: taskId is not null);
        try
        {
            return await new StreamFollower(_terminal, task, ShowState)
                .FollowAsync(updates, _message.UrlOf(parsed), hasText => WriteLabels(task, hasText), cancel);
        }
        finally
        {
            await _session.SaveAsync(parsed, task.ContextId, task.Id, task.State, _terminal);
        }
    }

    /// <summary>Who watches sees the state change; a pipe gets it once, in the labels.</summary>
    private void ShowState(StreamScreen screen, TaskState state)
    {
        if (_terminal.IsWatched)
        {
            screen.EndLine();
            _terminal.Error.WriteLine($"({state.DisplayName})");
        }
    }

    private void WriteLabels(StreamedTask task, bool hasText)
    {
        if (hasText && (task.Id ?? task.ContextId) is not null)
        {
            _terminal.Out.WriteLine();
        }

        _terminal.Out.Label("Task ID", task.Id);
        _terminal.Out.Label("State", task.State?.DisplayName);
        _terminal.Out.Label("Context ID", task.ContextId);
    }
}
