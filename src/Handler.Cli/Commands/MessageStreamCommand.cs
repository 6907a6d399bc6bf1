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

    private MessageStreamCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _message = MessageOptions.AddTo(command);
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
        var taskId = _message.TaskIdOf(parsed);
        var push = _message.PushConfigOf(parsed, _terminal);
        using var client = await _message.ConnectAsync(parsed, _terminal, cancel);
        await StreamFollower.CheckAsync(client, "handler message send --wait forever", cancel);

        var configuration = push is null ? null : new SendMessageConfiguration { TaskPushNotificationConfig = push };
        var updates = client.SendStreamingTextAsync(_message.TextOf(parsed), taskId, _message.ContextIdOf(parsed), configuration, cancel);
        var task = new StreamedTask(isKnown: taskId is not null);
        return await new StreamFollower(_terminal, task, ShowState)
            .FollowAsync(updates, _message.UrlOf(parsed), hasText => WriteLabels(task, hasText), cancel);
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
