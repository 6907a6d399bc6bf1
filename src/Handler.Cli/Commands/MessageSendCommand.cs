using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli.Following;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Commands;

/// <summary><c>handler message send</c>: says something to an agent, and follows the task for a while.</summary>
internal sealed class MessageSendCommand
{
    private readonly Argument<string[]> _words = new("text")
    {
        Description = "What the agent is told; before it the agent's URL, where --url is left out",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _taskId = new("--task-id")
    {
        Description = "Go on with this task, such as one that asked for input",
        HelpName = "ID",
    };

    private readonly Option<string?> _contextId = new("--context-id") { Description = "Go on in this conversation", HelpName = "ID" };

    private readonly Option<string?> _pushUrl = new("--push-url")
    {
        Description = "A webhook that the agent posts the task's updates to, from the first on",
        HelpName = "URL",
    };

    private readonly Option<string?> _pushToken = SecretOption.Create("--push-token", "Comes with each update as X-A2A-Notification-Token");

    private readonly Option<Duration> _wait = DurationOption.Create(
        "--wait", "How long to follow the task before it is left to itself", Duration.Seconds(2), allowZero: true, allowForever: true);

    private readonly Terminal _terminal;
    private readonly AgentOptions _agent;

    private MessageSendCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        command.Add(_words);
        _agent = AgentOptions.AddWithoutArgumentTo(command);
        command.Add(_taskId);
        command.Add(_contextId);
        command.Add(_pushUrl);
        command.Add(_pushToken);
        command.Add(_wait);
        command.Validators.Add(Check);
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

    private void Check(CommandResult result)
    {
        var words = result.GetValue(_words) ?? [];
        var hasUrl = _agent.HasUrl(result);
        if (words.FirstOrDefault(UnknownOption.Is) is { } unknown)
        {
            result.AddError(UnknownOption.Fault(unknown, result.Command));
            return;
        }

        if (!hasUrl && words is [var only] && HttpUrl.FaultOf("", only) is null)
        {
            result.AddError($"What is the agent to be told? Add a text in quotes, such as {only} \"Process this data\".");
            return;
        }

        _agent.CheckUrl(result, !hasUrl && words.Length > 1 ? words[0] : null);
        if (words.Length > (hasUrl ? 1 : 2))
        {
            result.AddError($"The text is one argument: put it in quotes, such as \"{string.Join(' ', hasUrl ? words : words[1..])}\".");
        }

        if (words is [.., var text] && string.IsNullOrWhiteSpace(text))
        {
            result.AddError("The text is empty. Say what the agent is to be told, such as \"Process this data\".");
        }

        if (result.GetValue(_pushUrl) is { } url && HttpUrl.FaultOf(_pushUrl.Name, url) is { } fault)
        {
            result.AddError(fault);
        }
        else if (result.GetValue(_pushUrl) is null && result.GetValue(_pushToken) is not null)
        {
            result.AddError("--push-token goes with --push-url, which is missing. Add --push-url with the webhook's URL.");
        }
    }

    private async Task<int> SendAsync(ParseResult parsed, CancellationToken cancel)
    {
        var words = parsed.GetRequiredValue(_words);
        var url = _agent.UrlOf(parsed, words[0]);
        var configuration = new SendMessageConfiguration { ReturnImmediately = true, TaskPushNotificationConfig = PushConfig(parsed) };
        using var client = await _agent.ConnectAsync(parsed, url, _terminal, cancel);

        var answer = await client.SendTextAsync(words[^1], parsed.GetValue(_taskId), parsed.GetValue(_contextId), configuration, cancel);
        if (answer.Task is { } task)
        {
            var offerWebhook = configuration.TaskPushNotificationConfig is null && await client.SupportsPushNotificationsAsync(cancel);
            var follower = new TaskFollower(client, task, _terminal.Clock);
            return await FollowAsync(follower, parsed.GetValue(_wait), left => Hints.After(left, url, offerWebhook), cancel);
        }

        TaskText.Write(_terminal.Out, answer.Message!);
        return ExitCode.Done;
    }

    private async Task<int> FollowAsync(
        TaskFollower follower, Duration wait, Func<AgentTask, IEnumerable<string>> hints, CancellationToken cancel)
    {
        try
        {
            await follower.FollowAsync(wait, cancel);
        }
        finally
        {
            // Also when the agent is lost or the user has had enough: the task was begun, and its id is the way back.
            var state = follower.Task.Status.State;
            TaskText.Write(_terminal.Out, follower.Task, withText: state.IsTerminal || state.IsInterrupted);
            foreach (var line in hints(follower.Task))
            {
                _terminal.Error.WriteLine(line);
            }
        }

        return ExitCode.Of(follower.Task.Status.State);
    }

    private TaskPushNotificationConfig? PushConfig(ParseResult parsed) => parsed.GetValue(_pushUrl) is { } url
        ? new TaskPushNotificationConfig
        {
            Id = A2AClient.DefaultPushConfigId,
            Url = url,
            Token = SecretSource.Read(parsed, _pushToken, _terminal),
        }
        : null;
}
