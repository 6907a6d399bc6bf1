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
        var agent = _message.AgentWordsOf(parsed);
        var push = _message.PushConfigOf(parsed, _terminal);
        using var screen = Screen.Of(parsed, _terminal);
        using var client = await _message.ConnectAsync(parsed, screen, cancel);
        await StreamFollower.CheckAsync(client, "handler message send --wait forever", cancel);

        var configuration = push is null ? null : new SendMessageConfiguration { TaskPushNotificationConfig = push };
        var (taskId, contextId) = await _session.PlaceOfAsync(parsed, client, _terminal, cancel);
        var updates = client.SendStreamingTextAsync(_message.TextOf(parsed), taskId, contextId, configuration, cancel);
        IStreamView view = screen.IsText ? new AnswerView(screen) : new JsonView(screen, asTask: false);
        var told = new StreamedTask(isKnown: taskId is not null);
        var task = new StreamFollower(updates, view, told, agent, Hints.MayHaveBegun(agent), screen);
        return await _session.FollowAsync(parsed, task, screen, cancel);
    }
}
