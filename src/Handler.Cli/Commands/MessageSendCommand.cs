using System.CommandLine;
using Handler.Cli.Following;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Protocol;

namespace Handler.Cli.Commands;

/// <summary><c>handler message send</c>: says something to an agent, and follows the task for a while.</summary>
internal sealed class MessageSendCommand
{
    private readonly Option<Duration> _wait = DurationOption.Create(
        "--wait", "How long to follow the task before it is left to itself", Duration.Seconds(2), allowZero: true, allowForever: true);

    private readonly Terminal _terminal;
    private readonly MessageOptions _message;
    private readonly SessionOptions _session;

    private MessageSendCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _message = MessageOptions.AddTo(command);
        command.Add(_wait);
        _session = SessionOptions.AddTo(command, _message);
        command.SetAction(SendAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "send",
            "Send a text to an agent and print the task that it began",
            "handler message send --url http://localhost:8000 \"Process this data\"");
        _ = new MessageSendCommand(command, terminal);
        return command;
    }

    private async Task<int> SendAsync(ParseResult parsed, CancellationToken cancel)
    {
        var url = _message.UrlOf(parsed);
        var push = _message.PushConfigOf(parsed, _terminal);
        var configuration = new SendMessageConfiguration { ReturnImmediately = true, TaskPushNotificationConfig = push };
        using var client = await _message.ConnectAsync(parsed, _terminal, cancel);

        var (taskId, contextId) = await _session.PlaceOfAsync(parsed, client, _terminal, cancel);
        var answer = await client.SendTextAsync(_message.TextOf(parsed), taskId, contextId, configuration, cancel);
        if (answer.Task is { } task)
        {
            var offerWebhook = push is null && await client.SupportsPushNotificationsAsync(cancel);
            var follower = new TaskFollower(client, task, _terminal.Clock);
            return await FollowAsync(follower, parsed, left => Hints.After(left, url, offerWebhook), cancel);
        }

        await _session.SaveAsync(parsed, answer.Message!.ContextId, answer.Message.TaskId, null, _terminal);
        TaskText.Write(_terminal.Out, answer.Message!);
        return ExitCode.Done;
    }

    private async Task<int> FollowAsync(
        TaskFollower follower, ParseResult parsed, Func<AgentTask, IEnumerable<string>> hints, CancellationToken cancel)
    {
        try
        {
            await follower.FollowAsync(parsed.GetValue(_wait), cancel);
        }
        finally
        {
            // Also when the agent is lost or the user has had enough: the task was begun, and its id is the way back.
            var state = follower.Task.Status.State;
            TaskText.Write(_terminal.Out, follower.Task, withText: state.IsTerminal || state.IsInterrupted);
            await _session.SaveAsync(parsed, follower.Task.ContextId, follower.Task.Id, state, _terminal);
            foreach (var line in hints(follower.Task))
            {
                _terminal.Error.WriteLine(line);
            }
        }

        return ExitCode.Of(follower.Task.Status.State);
    }
}
