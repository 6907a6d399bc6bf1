using System.CommandLine;
using Handler.Cli.Failures;
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
        var push = _message.PushConfigOf(parsed, _terminal);
        using var screen = Screen.Of(parsed, _terminal);
        using var client = await _message.ConnectAsync(parsed, screen, cancel);
        var (taskId, contextId) = await _session.PlaceOfAsync(parsed, client, _terminal, cancel);
        var configuration = new SendMessageConfiguration { ReturnImmediately = true, TaskPushNotificationConfig = push };

        var answer = await AskAsync(parsed, () => client.SendTextAsync(_message.TextOf(parsed), taskId, contextId, configuration, cancel), screen);
        if (answer.Task is { } begun)
        {
            var agent = _message.AgentWordsOf(parsed);
            var offerWebhook = push is null && await client.SupportsPushNotificationsAsync(cancel);
            var task = new TaskFollower(client, begun, parsed.GetRequiredValue(_wait), left => Hints.After(left, agent, offerWebhook), screen);
            return await _session.FollowAsync(parsed, task, screen, cancel);
        }

        await _session.SaveAsync(parsed, answer.Message!.ContextId, answer.Message.TaskId, null, screen);
        screen.Print(answer, output => TaskText.Write(output, answer.Message!));
        return ExitCode.Done;
    }

    private async Task<SendMessageResponse> AskAsync(ParseResult parsed, Func<Task<SendMessageResponse>> ask, Screen screen)
    {
        try
        {
            return await ask();
        }
        catch (OperationCanceledException left)
        {
            throw new TaskLeftException(left, screen.IsQuiet ? [] : [.. Hints.MayHaveBegun(_message.AgentWordsOf(parsed))]);
        }
    }
}
